//! The envelope as JSON.

use super::{AnswerRenderer, Page};
use crate::report::Answer;

pub(super) struct Json;

impl AnswerRenderer for Json {
    fn name(&self) -> &'static str {
        "json"
    }

    fn about(&self) -> &'static str {
        "everything, for programs; stable"
    }

    fn render(&self, answer: &Answer, _page: &Page) -> String {
        let mut text = serde_json::to_string_pretty(&answer.envelope).expect("invariant: the envelope serialises");
        text.push('\n');
        text
    }
}
