"""Reads the float tensors of a network file, so that a policy of the zoo can take part in another training."""

import struct

import torch


def _fields(data):
    """Number, value of each field of a protocol buffer's message."""
    at = 0

    def varint():
        nonlocal at
        value = shift = 0
        while True:
            byte = data[at]
            at += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    while at < len(data):
        key = varint()
        kind = key & 7
        if kind == 0:
            yield key >> 3, varint()
        else:
            length = {1: 8, 5: 4}.get(kind) or varint()
            yield key >> 3, data[at : at + length]
            at += length


def initializers(file):
    """By name. Field 7 of a model is its graph, field 5 of that a tensor: 1 dims, 2 type (1 is float), 8 name, 9 bytes."""
    found = {}
    for graph in (value for number, value in _fields(file.read_bytes()) if number == 7):
        for tensor in (value for number, value in _fields(graph) if number == 5):
            shape, kind, name, raw = [], 0, "", b""
            for number, value in _fields(tensor):
                if number == 1:
                    shape += [value] if isinstance(value, int) else list(value)
                elif number == 2:
                    kind = value
                elif number == 8:
                    name = value.decode()
                elif number == 9:
                    raw = value
            if kind == 1:
                found[name] = torch.tensor(struct.unpack(f"<{len(raw) // 4}f", raw)).reshape(shape)
    return found
