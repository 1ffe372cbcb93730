"""What patterns capture and what they read."""


class Point:
    x = y = 0


def captures(shape):
    match shape:
        case Point(x=0, y=height):
            return height
        case [first, *middle, last] if first < last:
            return middle
        case {"key": value, **others}:
            return value, others
        case Point() | None as whole:
            return whole
        case Missing(x=1):  # expect: undefined-name Missing
            return first
        case Point.x | undefined.value:  # expect: undefined-name undefined
            return 2
        case unread:
            return _  # expect: undefined-name _
