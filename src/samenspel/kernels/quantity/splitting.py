"""Splitting an amount in parts, without losing or making a cent."""

from collections.abc import Sequence


def split(total: int, weights: Sequence[int]) -> list[int]:
    """Split an amount by weights; the parts are whole and add up to it.

    Largest remainder (Hamilton): every part first gets its share rounded down, and what is left goes one by one to the
    largest remainders, of equal ones to the earlier. A negative amount is split as its opposite is. A part with no weight
    gets nothing. Raises ValueError for a negative weight, or when there is no weight at all.
    """
    whole = sum(weights)
    if not whole or any(weight < 0 for weight in weights):
        raise ValueError("Weights are not negative, and not all nought.")
    if total < 0:
        return [-part for part in split(-total, weights)]
    parts = [total * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda i: (-(total * weights[i] % whole), i))
    for place in by_remainder[: total - sum(parts)]:
        parts[place] += 1
    return parts
