//! What a text is to a reader, by its markup and its wording.

use crate::model::Role;

/// The role of an element by its ARIA landmark.
pub(super) fn of_landmark(landmark: &str) -> Option<Role> {
    matches!(landmark, "navigation" | "menu" | "menubar").then_some(Role::Navigation)
}

/// The role of an element by the names of its classes or its id.
pub(super) fn of_names(_names: &str) -> Option<Role> {
    None
}
