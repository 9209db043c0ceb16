package dev.creance.policies;

import static dev.creance.policies.OperatorForms.count;
import static dev.creance.policies.OperatorForms.form;

import dev.creance.policies.OperatorForms.Form;
import java.util.stream.Stream;

/** Products of matrices. */
final class ProductForms {
    private ProductForms() {}

    static Stream<Form> all() {
        long[] w = {3, 4};
        return Stream.of(
                form(
                        "Gemm with a bias",
                        17,
                        b -> b.input("x", 2, 3)
                                .floats("w", w, count(12))
                                .floats("c", new long[] {4}, count(4))
                                .node("Gemm", "x w c", "y")),
                form(
                        "Gemm transposed",
                        17,
                        b -> b.input("x", 3, 2)
                                .floats("w", new long[] {4, 3}, count(12))
                                .floats("c", new long[] {2, 1}, count(2))
                                .node("Gemm", "x w c", "y", "transA", 1, "transB", 1)),
                form(
                        "Gemm with factors",
                        17,
                        b -> b.input("x", 1, 3)
                                .floats("w", w, count(12))
                                .floats("c", new long[] {1, 4}, count(4))
                                .node("Gemm", "x w c", "y", "alpha", 0.5f, "beta", 2f)),
                form(
                        "Gemm without a bias",
                        17,
                        b -> b.input("x", 1, 3).floats("w", w, count(12)).node("Gemm", "x w", "y")),
                form(
                        "Gemm of two inputs with a number as bias",
                        17,
                        b -> b.input("x", 2, 3)
                                .input("z", 3, 2)
                                .floats("c", new long[0], 3)
                                .node("Gemm", "x z c", "y")),
                form(
                        "MatMul of matrices",
                        17,
                        b -> b.input("x", 2, 3).floats("w", w, count(12)).node("MatMul", "x w", "y")),
                form(
                        "MatMul of a vector and a matrix",
                        17,
                        b -> b.input("x", 3).floats("w", w, count(12)).node("MatMul", "x w", "y")),
                form(
                        "MatMul of a matrix and a vector",
                        17,
                        b -> b.input("x", 2, 3).input("z", 3).node("MatMul", "x z", "y")),
                form("MatMul of vectors", 17, b -> b.input("x", 3).input("z", 3).node("MatMul", "x z", "y")),
                form(
                        "MatMul of a batch and a matrix",
                        17,
                        b -> b.input("x", 2, 5, 3).floats("w", w, count(12)).node("MatMul", "x w", "y")),
                form(
                        "MatMul of two batches",
                        17,
                        b -> b.input("x", 2, 1, 5, 3).input("z", 2, 1, 3, 2).node("MatMul", "x z", "y")),
                form(
                        "MatMul of a matrix and a batch",
                        17,
                        b -> b.input("x", 5, 3).input("z", 4, 3, 2).node("MatMul", "x z", "y")));
    }
}
