"""The inverse of the standard normal distribution, our own so that no library release can change it.

Rational approximations of M. J. Wichura, Algorithm AS 241 (PPND16), Applied Statistics 37 (1988) 477-484,
relative accuracy about 1e-16 in exact arithmetic, 1e-15 in float64.
"""

from __future__ import annotations

import numpy as np

from tanchi.engine.arrays import FloatArray

_Coefficients = tuple[float, ...]

_CENTRE = 0.425
_CENTRE_SHIFT = 0.180625
_TAIL_START = 1.6
_FAR_START = 5.0

_CENTRE_ABOVE: _Coefficients = (
    2.5090809287301226727e3,
    3.3430575583588128105e4,
    6.7265770927008700853e4,
    4.5921953931549871457e4,
    1.3731693765509461125e4,
    1.9715909503065514427e3,
    1.3314166789178437745e2,
    3.3871328727963666080e0,
)
_CENTRE_BELOW: _Coefficients = (
    5.2264952788528545610e3,
    2.8729085735721942674e4,
    3.9307895800092710610e4,
    2.1213794301586595867e4,
    5.3941960214247511077e3,
    6.8718700749205790830e2,
    4.2313330701600911252e1,
    1.0,
)
_TAIL_ABOVE: _Coefficients = (
    7.74545014278341407640e-4,
    2.27238449892691845833e-2,
    2.41780725177450611770e-1,
    1.27045825245236838258e0,
    3.64784832476320460504e0,
    5.76949722146069140550e0,
    4.63033784615654529590e0,
    1.42343711074968357734e0,
)
_TAIL_BELOW: _Coefficients = (
    1.05075007164441684324e-9,
    5.47593808499534494600e-4,
    1.51986665636164571966e-2,
    1.48103976427480074590e-1,
    6.89767334985100004550e-1,
    1.67638483018380384940e0,
    2.05319162663775882187e0,
    1.0,
)
_FAR_ABOVE: _Coefficients = (
    2.01033439929228813265e-7,
    2.71155556874348757815e-5,
    1.24266094738807843860e-3,
    2.65321895265761230930e-2,
    2.96560571828504891230e-1,
    1.78482653991729133580e0,
    5.46378491116411436990e0,
    6.65790464350110377720e0,
)
_FAR_BELOW: _Coefficients = (
    2.04426310338993978564e-15,
    1.42151175831644588870e-7,
    1.84631831751005468180e-5,
    7.86869131145613259100e-4,
    1.48753612908506148525e-2,
    1.36929880922735805310e-1,
    5.99832206555887937690e-1,
    1.0,
)


def inverse_normal(offset: FloatArray) -> FloatArray:
    """Return z with Φ(z) = 0.5 + offset, element by element; offsets lie strictly between -0.5 and 0.5.

    Taking the distance from the middle instead of the probability keeps the result odd and exact near zero.
    """
    square = offset * offset
    result = _ratio(_CENTRE_ABOVE, _CENTRE_BELOW, np.subtract(_CENTRE_SHIFT, square, out=square))
    result *= offset
    outer = np.flatnonzero(np.abs(offset) > _CENTRE)
    result[outer] = _outer(offset[outer])
    return result


def _outer(offset: FloatArray) -> FloatArray:
    depth = np.sqrt(-np.log(0.5 - np.abs(offset)))
    size = _ratio(_TAIL_ABOVE, _TAIL_BELOW, depth - _TAIL_START)
    far = np.flatnonzero(depth > _FAR_START)
    size[far] = _ratio(_FAR_ABOVE, _FAR_BELOW, depth[far] - _FAR_START)
    return np.copysign(size, offset)


def _ratio(above: _Coefficients, below: _Coefficients, x: FloatArray) -> FloatArray:
    value = _polynomial(above, x)
    value /= _polynomial(below, x)
    return value


def _polynomial(coefficients: _Coefficients, x: FloatArray) -> FloatArray:
    value = np.full_like(x, coefficients[0])
    for coefficient in coefficients[1:]:
        value *= x
        value += coefficient
    return value
