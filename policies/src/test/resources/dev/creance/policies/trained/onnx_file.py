"""Writes and reads small ONNX files without the onnx package. Field numbers are those of onnx.proto3."""

import struct

import numpy as np

TYPES = {"float": 1, "int64": 7}
DTYPES = {1: "<f4", 7: "<i8"}


def varint(value):
    out = b""
    value &= (1 << 64) - 1
    while value > 0x7F:
        out += bytes([value & 0x7F | 0x80])
        value >>= 7
    return out + bytes([value])


def number(field, value):
    return varint(field << 3) + varint(value)


def block(field, content):
    content = content.encode() if isinstance(content, str) else content
    return varint(field << 3 | 2) + varint(len(content)) + content


def edge(name, kind, shape):
    """A tensor at the edge of the graph; sizes that are words are free."""
    sizes = b"".join(block(1, block(2, each) if isinstance(each, str) else number(1, each)) for each in shape)
    return block(1, name) + block(2, block(1, number(1, TYPES[kind]) + block(2, sizes)))


def tensor(name, values):
    values = np.asarray(values)
    kind = TYPES["int64"] if values.dtype.kind == "i" else TYPES["float"]
    dims = b"".join(number(1, size) for size in values.shape)
    return dims + number(2, kind) + block(8, name) + block(9, values.astype(DTYPES[kind]).tobytes())


def attribute(name, value):
    if isinstance(value, float):
        return block(1, name) + varint(2 << 3 | 5) + struct.pack("<f", value) + number(20, 1)
    return block(1, name) + number(3, value) + number(20, 2)


def node(operator, inputs, outputs, **attributes):
    return (
        b"".join(block(1, each) for each in inputs)
        + b"".join(block(2, each) for each in outputs)
        + block(4, operator)
        + b"".join(block(5, attribute(*each)) for each in attributes.items())
    )


def write(path, inputs, outputs, nodes, tensors, opset=13):
    graph = b"".join(block(1, each) for each in nodes) + block(2, path.stem)
    graph += b"".join(block(5, tensor(*each)) for each in tensors.items())
    graph += b"".join(block(11, edge(*each)) for each in inputs) + b"".join(block(12, edge(*each)) for each in outputs)
    path.write_bytes(number(1, 8) + block(7, graph) + block(8, number(2, opset)))


def fields(content):
    at = 0

    def value():
        nonlocal at
        result, shift = 0, 0
        while True:
            byte = content[at]
            at += 1
            result |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return result

    while at < len(content):
        key = value()
        if key & 7 == 2:
            size = value()
            yield key >> 3, content[at : at + size]
            at += size
        elif key & 7 == 5:
            at += 4
        else:
            yield key >> 3, value()


def weights(path):
    """The initialisers by name, in float64."""
    graph = next(content for field, content in fields(path.read_bytes()) if field == 7)
    found = {}
    for field, content in fields(graph):
        if field == 5:
            parts = list(fields(content))
            (kind,) = [each for key, each in parts if key == 2]
            (name,) = [each for key, each in parts if key == 8]
            (raw,) = [each for key, each in parts if key == 9]
            shape = [each for key, each in parts if key == 1]
            found[name.decode()] = np.frombuffer(raw, DTYPES[kind]).reshape(shape).astype(np.float64)
    return found
