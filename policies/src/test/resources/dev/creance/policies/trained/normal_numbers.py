"""The random numbers that docs/policies.md names: SplitMix64 (Steele, Lea, Flood 2014), Box and Muller (1958)."""

import math

MASK = (1 << 64) - 1


class NormalNumbers:
    def __init__(self, seed):
        self.state = seed

    def uniform(self):
        """In (0, 1]: the upper 53 bits and one."""
        self.state = self.state + 0x9E3779B97F4A7C15 & MASK
        z = self.state
        z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9 & MASK
        z = (z ^ z >> 27) * 0x94D049BB133111EB & MASK
        z ^= z >> 31
        return ((z >> 11) + 1) / 2**53

    def normal(self):
        radius = math.sqrt(-2 * math.log(self.uniform()))
        return radius * math.cos(2 * math.pi * self.uniform())
