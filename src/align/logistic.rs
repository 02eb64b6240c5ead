//! A logistic model over named features.

/// Probability from log-odds.
pub(super) fn probability(log_odds: f32) -> f32 {
    1.0 / (1.0 + (-log_odds).exp())
}

/// Log-odds from a probability, kept away from certainty.
pub(super) fn log_odds(probability: f32) -> f32 {
    let p = probability.clamp(0.002, 0.999);
    (p / (1.0 - p)).ln()
}

/// Intercept and one weight for each feature, on the features' own scale.
#[derive(Debug, Clone)]
pub struct Model<const N: usize> {
    /// Log-odds where all features are zero.
    pub intercept: f32,
    /// Change of the log-odds for each unit of a feature.
    pub weights: [f32; N],
}

impl<const N: usize> Model<N> {
    /// The probability that a pair with these features is a link.
    pub fn probability(&self, features: &[f32; N]) -> f32 {
        probability(self.log_odds(features))
    }

    /// The log-odds of a pair with these features.
    pub fn log_odds(&self, features: &[f32; N]) -> f32 {
        self.weights.iter().zip(features).fold(self.intercept, |sum, (w, f)| sum + w * f)
    }
}
