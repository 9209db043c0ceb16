package dev.creance.runtime;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks code that runs inside a tick: no allocation, locks, logging, streams, boxing, varargs, capturing lambdas, and no
 * exceptions for control flow. Tests measure the allocated bytes of everything that carries this mark.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface HotPath {}
