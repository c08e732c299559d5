"""The stored draws of tests/core/rng_test.cc, by an independent implementation on Python's unbounded integers.

Run: python3 tests/reference/rng.py
"""
import math

MASK = (1 << 64) - 1
GAMMA = 0x9E3779B97F4A7C15


def mix(z):
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
    return z ^ (z >> 31)


def rotl(x, k):
    return ((x << k) | (x >> (64 - k))) & MASK


class Rng:
    def __init__(self, seed):
        self.seed = seed
        self.s = [mix((seed + (i + 1) * GAMMA) & MASK) for i in range(4)]

    def next(self):
        s = self.s
        result = (rotl((s[0] + s[3]) & MASK, 23) + s[0]) & MASK
        t = (s[1] << 17) & MASK
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= t
        s[3] = rotl(s[3], 45)
        return result

    def uniform(self):
        return (self.next() >> 11) * 2.0**-53

    def below(self, n):
        product = self.next() * n
        while (product & MASK) < (1 << 64) % n:
            product = self.next() * n
        return product >> 64

    def normal(self):
        while True:
            u, v = 2 * self.uniform() - 1, 2 * self.uniform() - 1
            s = u * u + v * v
            if 0 < s < 1:
                return u * math.sqrt(-2 * math.log(s) / s)

    def permutation(self, n):
        order = list(range(n))
        for i in range(n, 1, -1):
            j = self.below(i)
            order[i - 1], order[j] = order[j], order[i - 1]
        return order

    def stream(self, index):
        return Rng(mix((mix((self.seed + GAMMA) & MASK) + (index + 1) * GAMMA) & MASK))


r = Rng(7)
print("bits, seed 7:", [hex(r.next()) for _ in range(4)])
r = Rng(11)
print("uniform, seed 11:", [r.uniform().hex() for _ in range(3)])
r = Rng(12)
print("integer 0..9, seed 12:", [r.below(10) for _ in range(16)])
r = Rng(12)
print("below 3 * 2^62, seed 12:", [r.below(3 << 62) for _ in range(6)])
r = Rng(13)
print("normal, seed 13:", [r.normal().hex() for _ in range(6)])
print("permutation of 12, seed 14:", Rng(14).permutation(12))
print("seed 7, stream 3:", hex(Rng(7).stream(3).next()))
print("seed 7, stream 3, stream 1:", hex(Rng(7).stream(3).stream(1).next()))
