/**
 * Numeric kernels of the native inference engine: static, allocation-free, and the same to the last bit on every processor.
 *
 * <p><b>Memory.</b> Tensors are float32 in native {@link java.lang.foreign.MemorySegment}s, named by the index of their first
 * float (byte offset over 4), row after row without gaps. Any index works; one that is a multiple of 16 in a segment aligned to
 * 64 bytes saves cache lines. A kernel changes its output and nothing beside it, but on its way it may overwrite
 * and restore up to 31 floats behind the output: {@link dev.creance.policies.kernels.Lanes#ROOM} floats must follow the last
 * tensor, the first {@link dev.creance.policies.kernels.Lanes#OWN} of the memory are the kernels' own, and no other thread may
 * use it meanwhile. Output and input may be the same place where said so. The memory must live while a kernel runs: who closes
 * its arena sees to that.
 *
 * <p><b>Twins.</b> Each kernel exists twice: {@code Vector…} on the JDK's Vector API, {@code Scalar…} on {@link
 * java.lang.Math#fma(float, float, float)} alone, in the same order of operations. That order depends on shapes only, never on
 * the width of the machine's vectors, so both twins agree bit for bit and so do machines. NaN agrees as NaN, whatever its
 * payload. The public class of each family picks the vector twin where {@link dev.creance.policies.kernels.Lanes} says so.
 *
 * <p><b>One kernel a method, eight accumulators at most.</b> C2 inlines nothing of ours into a method that has grown to 18 000
 * nodes (some 60 operations on vectors), and then it boxes every vector that it passes on (20 accumulators in one method: 29 MB a
 * call, 10 times slower). So long functions run in passes, {@code policies/kernels.options} keeps kernels from being inlined into their
 * callers, and a test measures 0 bytes for each.
 */
package dev.creance.policies.kernels;
