mod coverage; mod opinion; mod record;
pub use opinion::{Opinion, Receptivity, Survey}; pub use record::{Contact, Dated};
