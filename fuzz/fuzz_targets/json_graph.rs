#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| proxeny_fuzz::json_graph(bytes));
