package dev.creance.sim;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Which faults' effect a test shows: the table of docs/simulator.md is made of these. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Shows {
    Fault.Kind[] value();

    /** On what, where its parameters do not tell. */
    FaultRun[] on() default {};
}
