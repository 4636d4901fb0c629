//! The words of a drawing in the language of its reader.

use crate::render::Words;

pub(super) fn words(language: &str) -> Words {
    let mut words = Words::default();
    if language == "ko" {
        words.one_way = "한 방향 관계".into();
        words.two_way = "양방향 관계".into();
        words.assumed = "가정된 관계".into();
        words.key = "그림 속 번호".into();
        words.emphasised = "가장 나은 경로".into();
        words.unplaced = "위치 기록 없음".into();
        words.untied = "관계 없음".into();
        words.several = "여러 관계(숫자는 관계 수)".into();
        words.pale = "이름을 적지 않은 행위자의 관계".into();
        words.unnamed =
            "이름은 큰 원부터 지면이 허락하는 만큼만 적었습니다. --names all을 쓰면 모든 행위자에 이름이나 번호가 붙습니다.".into();
        words.rings = ["관계 1번", "관계 2번", "관계 3번"].map(str::to_owned);
        words.outer_ring = "관계 {}번".into();
        words.beyond = "이어지지 않음".into();
    }
    words
}
