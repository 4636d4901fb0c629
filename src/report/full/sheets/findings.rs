//! What was found, sentence by sentence.

use super::{Sheet, Tongue};
use crate::report::brief::question_in;
use crate::report::full::Cell;

pub(super) fn sheet(tongue: &Tongue<'_>) -> Option<Sheet> {
    let about = tongue.say(
        "What the network tells, with the documents behind it. Fragile: single facts or other assumptions turn it round.",
        "네트워크에서 확인된 내용과 그 출처입니다. ‘취약’은 한 가지 사실이나 가정이 달라지면 결론이 바뀐다는 뜻입니다.",
    );
    let mut sheet = Sheet::new("findings", tongue.say("Findings", "핵심 결과"), about)
        .words("question", tongue.say("Question", "질문"))
        .words("statement", tongue.say("Finding", "결과"))
        .words("fragile", tongue.say("Fragile", "취약 여부"))
        .words("sources", tongue.say("Sources", "출처"))
        .words("id", tongue.say("Id", "식별자"));
    for finding in &tongue.result.brief.findings {
        let fragile = finding.fragile.map(|fragile| tongue.yes(fragile));
        sheet.row([
            question_in(&finding.question, tongue.code()).into(),
            finding.statement.get(tongue.code()).into(),
            fragile.into(),
            tongue.cited(&finding.sources).into(),
            Cell::from(finding.id.as_str()),
        ]);
    }
    Some(sheet)
}
