//! Sine, cosine and arc tangent by operations that IEEE 754 defines exactly, so that a drawing is the same on any machine:
//! the functions of the standard library may differ in their last digit from one platform to the next.

use std::f64::consts::{FRAC_PI_2, PI, TAU};

/// Sine and cosine, to about 15 digits for angles of a few turns.
pub(super) fn sin_cos(angle: f64) -> (f64, f64) {
    let turned = angle - TAU * (angle / TAU).round();
    // Taylor's series of a quarter of the angle, doubled twice.
    let x = turned / 4.0;
    let (mut sin, mut cos, mut term) = (0.0, 0.0, 1.0);
    for step in 0..12 {
        let k = f64::from(2 * step);
        cos += term;
        let odd = term * x / (k + 1.0);
        sin += odd;
        term = -odd * x / (k + 2.0);
    }
    for _ in 0..2 {
        (sin, cos) = (2.0 * sin * cos, cos * cos - sin * sin);
    }
    (sin, cos)
}

/// The angle of the direction (x, y) from the x axis, −π to π.
pub(super) fn atan2(y: f64, x: f64) -> f64 {
    if x == 0.0 && y == 0.0 {
        return 0.0;
    }
    let (wide, high) = (x.abs(), y.abs());
    let first = if high <= wide { atan(high / wide) } else { FRAC_PI_2 - atan(wide / high) };
    let half = if x < 0.0 { PI - first } else { first };
    if y < 0.0 { -half } else { half }
}

/// The arc sine of −1 to 1.
pub(super) fn asin(sine: f64) -> f64 {
    atan2(sine, (1.0 - sine * sine).max(0.0).sqrt())
}

/// For 0 to 1: halved three times, then by its series.
fn atan(mut x: f64) -> f64 {
    for _ in 0..3 {
        x /= 1.0 + (1.0 + x * x).sqrt();
    }
    let square = x * x;
    let (mut sum, mut power) = (0.0, x);
    for step in 0..12 {
        sum += power / f64::from(2 * step + 1);
        power *= -square;
    }
    8.0 * sum
}

#[cfg(test)]
mod tests {
    use super::{asin, atan2, sin_cos};

    #[test]
    fn they_agree_with_the_standard_library() {
        for step in -400..400 {
            let angle = f64::from(step) / 40.0;
            let (sin, cos) = sin_cos(angle);
            assert!((sin - angle.sin()).abs() < 1e-14 && (cos - angle.cos()).abs() < 1e-14, "{angle}");
            let (y, x) = (3.0 * angle.sin(), 3.0 * angle.cos());
            assert!((atan2(y, x) - y.atan2(x)).abs() < 1e-14, "{angle}");
            assert!((asin(sin) - sin.asin()).abs() < 1e-7, "{angle}");
        }
        assert_eq!(atan2(0.0, 0.0), 0.0);
    }
}
