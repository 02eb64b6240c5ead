//! What the commands say of themselves and of wrong use: the cases under `tests/cmd`.

#![cfg(feature = "cli")]

#[test]
fn commands_say_what_they_say() {
    trycmd::TestCases::new().case("tests/cmd/*.trycmd");
}
