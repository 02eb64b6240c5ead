//! Logistic regression.

use recension::align::Model;

/// L2-penalised logistic regression by iteratively reweighted least squares, on the features that are kept.
pub(super) fn fit<const N: usize>(rows: &[([f32; N], bool, f64)], penalty: f64, keep: &[bool; N]) -> Model<N> {
    let total: f64 = rows.iter().map(|r| r.2).sum();
    let mut mean = [0.0; N];
    let mut deviation = [0.0; N];
    for (f, _, w) in rows {
        for d in 0..N {
            mean[d] += w * f64::from(f[d]) / total;
        }
    }
    for (f, _, w) in rows {
        for d in 0..N {
            deviation[d] += w * (f64::from(f[d]) - mean[d]).powi(2) / total;
        }
    }
    let mut deviation = deviation.map(|v: f64| if v < 1e-12 { 0.0 } else { 1.0 / v.sqrt() });
    deviation.iter_mut().zip(keep).filter(|(_, keep)| !**keep).for_each(|(deviation, _)| *deviation = 0.0);
    let size = N + 1;
    let mut beta = vec![0.0; size];
    let mut x = vec![1.0; size];
    for _ in 0..12 {
        let mut hessian = vec![vec![0.0; size]; size];
        let mut gradient = vec![0.0; size];
        for (f, label, w) in rows {
            for d in 0..N {
                x[d + 1] = (f64::from(f[d]) - mean[d]) * deviation[d];
            }
            let z: f64 = x.iter().zip(&beta).map(|(a, b)| a * b).sum();
            let p = 1.0 / (1.0 + (-z).exp());
            let (error, curve) = (w * (f64::from(u8::from(*label)) - p), (w * p * (1.0 - p)).max(1e-9));
            for a in 0..size {
                gradient[a] += error * x[a];
                let scaled = curve * x[a];
                for b in 0..=a {
                    hessian[a][b] += scaled * x[b];
                }
            }
        }
        for a in 1..size {
            hessian[a][a] += penalty;
            gradient[a] -= penalty * beta[a];
        }
        let step = solve(&mut hessian, gradient);
        let largest = step.iter().fold(0.0_f64, |m, s| m.max(s.abs()));
        for (b, s) in beta.iter_mut().zip(step) {
            *b += s * (4.0 / largest).min(1.0);
        }
        if largest < 1e-4 {
            break;
        }
    }
    let mut weights = [0.0; N];
    let mut intercept = beta[0];
    for d in 0..N {
        let weight = beta[d + 1] * deviation[d];
        weights[d] = weight as f32;
        intercept -= weight * mean[d];
    }
    Model { intercept: intercept as f32, weights }
}

/// Solves a symmetric positive definite system by Cholesky; only the lower triangle is read.
fn solve(matrix: &mut [Vec<f64>], mut right: Vec<f64>) -> Vec<f64> {
    let n = right.len();
    for a in 0..n {
        for b in 0..=a {
            let sum: f64 = (0..b).map(|k| matrix[a][k] * matrix[b][k]).sum();
            let value = matrix[a][b] - sum;
            matrix[a][b] = if a == b { value.max(1e-12).sqrt() } else { value / matrix[b][b] };
        }
    }
    for a in 0..n {
        let sum: f64 = (0..a).map(|k| matrix[a][k] * right[k]).sum();
        right[a] = (right[a] - sum) / matrix[a][a];
    }
    for a in (0..n).rev() {
        let sum: f64 = (a + 1..n).map(|k| matrix[k][a] * right[k]).sum();
        right[a] = (right[a] - sum) / matrix[a][a];
    }
    right
}
