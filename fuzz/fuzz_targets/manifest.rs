#![no_main]
libfuzzer_sys::fuzz_target!(|data: &[u8]| recension_fuzz::manifest(data));
