package dev.creance.bench;

import java.util.List;

/** What the native engine claims: its median time over that of ONNX Runtime's C API, back to back, is at most so great. */
record PolicyMark(String network, double most) {
    static final List<PolicyMark> CLAIMS = List.of(
            new PolicyMark("17-64-64-4 tanh", 0.15),
            new PolicyMark("GRU 16", 0.05),
            new PolicyMark("48-512-256-128-12 elu", 0.65),
            new PolicyMark("critic 5 x 256-256", 0.65));
}
