//! The page to be read offline, used in a real Chromium as a reader uses it.

mod driver;

use driver::Browser;
use proxeny::render::reports::{Bound, find};
use proxeny::render::{Diagram, DrawOptions};
use proxeny::report::Report;
use proxeny::{Actor, Network, NetworkBuilder, Text, Tie, View};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// The page of a network, in a file of its own.
fn written(network: &Network, name: &str) -> PathBuf {
    let result = Report::default().worlds(256).draws(8).run(network).unwrap();
    let diagrams = [Diagram::new("en"), Diagram::new("ko")];
    let bound = Bound::new(network, &result, "ko", diagrams, DrawOptions::default());
    let page = find("html").unwrap().render(&bound).unwrap();
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&file, page).unwrap();
    file
}

fn seoul() -> &'static Path {
    static PAGE: OnceLock<PathBuf> = OnceLock::new();
    PAGE.get_or_init(|| written(&Network::builtin("seoul").unwrap(), "seoul.html"))
}

/// Actors and ties that the page says it shows.
fn shown(browser: &Browser) -> (u64, u64) {
    let number = |name: &str| {
        let text = browser.run(&format!("return document.getElementById('shown').dataset.{name}"));
        text.as_str().unwrap().parse().unwrap()
    };
    (number("actors"), number("ties"))
}

#[test]
fn the_diagram_shows_what_the_program_selects() {
    let Some(browser) = Browser::open() else { return };
    let seoul_ = Network::builtin("seoul").unwrap();
    browser.go(seoul());
    let today = View::today(&seoul_).select(&seoul_);
    assert_eq!(shown(&browser), (today.actors.len() as u64, today.ties.len() as u64));
    for year in ["2008", "2015", "2020"] {
        set_year(&browser, year);
        let view = View::ever().when(year.parse().unwrap());
        let then = view.select(&seoul_);
        assert_eq!(shown(&browser), (then.actors.len() as u64, then.ties.len() as u64), "{year}");
        browser.click("#undated");
        let sure = view.undated(proxeny::Undated::Out).select(&seoul_);
        assert_eq!(shown(&browser).1, sure.ties.len() as u64, "{year} without those in doubt");
        browser.click("#undated");
    }
    browser.click("#ever");
    assert_eq!(shown(&browser), (seoul_.actors().len() as u64, seoul_.ties().len() as u64));
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

/// Writes into the field and waits for what is found.
fn search(browser: &Browser, query: &str) {
    browser.write("#query", query);
    browser.wait(&format!("return document.getElementById('found').dataset.query === '{query}'"));
}

fn set_year(browser: &Browser, year: &str) {
    browser.run(&format!(
        "const slider = document.getElementById('year'); slider.value = {year}; slider.dispatchEvent(new Event('input'))"
    ));
}

#[test]
fn filters_take_ties_away_and_give_them_back() {
    let Some(browser) = Browser::open() else { return };
    browser.go(seoul());
    let all = shown(&browser);
    for filter in ["kinds", "stages", "tieKinds"] {
        browser.run("document.querySelectorAll('details.filter').forEach((one) => { one.open = true; })");
        let boxes = browser.count(&format!("input[data-filter={filter}]"));
        assert!(boxes > 2, "{filter}");
        let mut fewer = 0;
        for key in browser
            .run(&format!(
                "return [...document.querySelectorAll('input[data-filter={filter}]')].map((box) => box.dataset.key)"
            ))
            .as_array()
            .unwrap()
        {
            let css = format!("input[data-filter={filter}][data-key='{}']", key.as_str().unwrap());
            browser.click(&css);
            let now = shown(&browser);
            assert!(now.1 <= all.1 && (filter != "kinds" || now.0 < all.0 + 1), "{css} {now:?}");
            fewer += u64::from(now.1 < all.1);
            browser.click(&css);
            assert_eq!(shown(&browser), all, "{css}");
        }
        assert!(fewer > 1, "{filter}");
    }
}

/// A number that the drawing tells of itself.
fn drawn(browser: &Browser, name: &str) -> u64 {
    let told = browser.run(&format!("return document.getElementById('diagram').dataset.{name}"));
    told.as_str().unwrap_or_else(|| panic!("the drawing tells its {name}")).parse().unwrap()
}

/// Waits until the drawing has drawn what was asked for.
fn rest(browser: &Browser) {
    browser.wait("return document.getElementById('diagram').dataset.moving === undefined");
}

/// Where an actor stands in the drawing.
fn place(browser: &Browser, actor: u64) -> (f64, f64) {
    let script = format!(
        "const [k, x, y] = document.getElementById('diagram').dataset.view.split(' ').map(Number); \
         const one = JSON.parse(document.getElementById('content').textContent).actors[{actor}]; \
         return [one.x * k + x, one.y * k + y]"
    );
    let place = browser.run(&script);
    (place[0].as_f64().unwrap(), place[1].as_f64().unwrap())
}

/// The actor that is drawn largest.
const LARGEST: &str = "const { actors } = JSON.parse(document.getElementById('content').textContent); \
     return actors.reduce((most, one, i) => one.r > actors[most].r ? i : most, 0)";

#[test]
fn an_actor_is_found_in_either_language_and_told_of() {
    let Some(browser) = Browser::open() else { return };
    browser.go(seoul());
    for query in ["서울시 정책수출", "seoul URBAN sol", "SUSA", "ㅅㅇㅅㅈㅊㅅㅊ"] {
        search(&browser, query);
        assert_ne!(drawn(&browser, "hits"), 0, "{query}");
        assert!(browser.text("#side .actors li:first-child").contains("서울시정책수출사업단"), "{query}");
    }
    browser.keys("#query", "\u{e007}");
    assert!(browser.text("#side-h").contains("서울시정책수출사업단"));
    assert!(browser.text("#side .other").contains("Seoul Urban Solutions Agency"));
    assert_eq!(browser.run("return document.activeElement.id").as_str(), Some("side-h"));
    search(&browser, "그런 도시는 없음");
    assert!(browser.text("#found").contains("없습니다"));
}

#[test]
fn a_click_opens_the_dossier_of_what_is_under_it() {
    let Some(browser) = Browser::open() else { return };
    browser.go(seoul());
    let index = browser.run(LARGEST).as_u64().unwrap();
    rest(&browser);
    let before = browser.run("return document.getElementById('diagram').toDataURL()");
    browser.click_at("#diagram", place(&browser, index));
    let name = browser.run(&format!(
        "const data = JSON.parse(document.getElementById('content').textContent); const name = data.actors[{index}].name; \
         return typeof name === 'object' ? name.a : name"
    ));
    assert_eq!(browser.text("#side-h"), name.as_str().unwrap());
    rest(&browser);
    assert_ne!(browser.run("return document.getElementById('diagram').toDataURL()"), before, "it is lit");
    assert!(browser.count("#side .entries li") > 0);
    // From the dossier on to another actor, and back by the keyboard.
    browser.keys("#side .entries li button.link", "\u{e007}");
    assert_ne!(browser.text("#side-h"), name.as_str().unwrap());
    browser.keys("#diagram", "\u{e00c}");
    assert_eq!(browser.text("#side-h"), "행위자 목록");
    browser.keys("#side .actors li:nth-child(3) button", "\u{e007}");
    assert_ne!(browser.text("#side-h"), "행위자 목록");
}

#[test]
fn everything_speaks_the_other_language_when_asked() {
    let Some(browser) = Browser::open() else { return };
    browser.go(seoul());
    let korean = browser.text("main");
    assert!(browser.text("h1").contains("서울") && browser.text("#findings h2").contains("핵심 결과"));
    browser.click("#tongues [lang=en]");
    assert_eq!(browser.run("return document.documentElement.lang").as_str(), Some("en"));
    assert!(browser.text("h1").contains("Seoul") && browser.text("#findings h2").contains("Findings"));
    assert!(browser.run("return document.title").as_str().unwrap().contains("Seoul"));
    for part in ["#findings-list", "#kinds", "#charts-list", "#table", "#methods-list"] {
        assert!(!korean.contains(&browser.text(part)), "{part}");
    }
    let hangul = |text: &str| text.chars().any(|letter| ('가'..='힣').contains(&letter));
    for part in ["#stages", "#shown", "#key", "#keys", ".bar nav"] {
        assert!(!hangul(&browser.text(part)), "{part}: {}", browser.text(part));
    }
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

#[test]
fn the_other_language_keeps_what_one_looks_at() {
    let Some(browser) = Browser::open() else { return };
    browser.go(seoul());
    set_year(&browser, "2015");
    browser.click("input[data-filter=stages]");
    search(&browser, "susa");
    browser.keys("#query", "\u{e007}");
    browser.click("#tab-ties");
    browser.click("th[data-column=since] button");
    browser.click(".pager button:last-child");
    browser.run("document.querySelector('#chart-ladder summary').click()");
    let seen = || {
        let parts = "return [document.getElementById('year').value, document.getElementById('query').value, \
             document.querySelector('input[data-filter=stages]').checked, document.querySelector('#tabs [aria-selected=true]').id, \
             document.querySelector('#table [aria-sort]').dataset.column, document.querySelectorAll('.chart details[open]').length, \
             [...document.querySelectorAll('#table tbody td.id')].map((cell) => cell.textContent), \
             document.getElementById('diagram').dataset.view.split(' ').map((one) => Number(one).toFixed(3))]";
        (shown(&browser), browser.run(parts))
    };
    rest(&browser);
    let (korean, name) = (seen(), browser.text("#side-h"));
    browser.click("#tongues [lang=en]");
    rest(&browser);
    assert_eq!(seen(), korean);
    assert!(browser.text("#side-h").contains("Seoul Urban Solutions Agency") && browser.text("#side-h") != name);
}

#[test]
fn tables_are_sorted_filtered_and_paged() {
    let Some(browser) = Browser::open() else { return };
    browser.go(seoul());
    browser.click("#tab-ties");
    let column = |name: &str| -> Vec<f64> {
        let script =
            format!("return [...document.querySelectorAll('#table tbody td.{name}')].map((cell) => cell.textContent)");
        let cells = browser.run(&script);
        let number = |cell: &serde_json::Value| cell.as_str().unwrap().replace(',', "").parse().ok();
        cells.as_array().unwrap().iter().filter_map(number).collect()
    };
    browser.click("th[data-column=since] button");
    let newest = column("since");
    assert!(newest.len() > 30 && newest.windows(2).all(|pair| pair[0] >= pair[1]), "{newest:?}");
    assert_eq!(browser.count("th[aria-sort=descending]"), 1);
    browser.click("th[data-column=since] button");
    let oldest = column("since");
    assert!(oldest.windows(2).all(|pair| pair[0] <= pair[1]) && oldest[0] < newest[0], "{oldest:?}");
    assert_eq!(browser.count("#table tbody tr"), 50);
    browser.click(".pager button:last-child");
    assert!(column("since")[0] >= oldest[49.min(oldest.len() - 1)]);
    browser.write("#row-filter", "athens");
    browser.wait("return document.querySelectorAll('#table tbody tr').length < 50");
    assert!(browser.run("return [...document.querySelectorAll('#table tbody tr')].every((row) => row.textContent.includes('Athens'))").as_bool().unwrap());
    browser.keys("#tabs [aria-selected=true]", "\u{e014}");
    assert_eq!(browser.count("#tab-brokers[aria-selected=true]"), 1, "the arrow goes to the next table");
}

#[test]
fn sources_are_linked_and_charts_have_tables() {
    let Some(browser) = Browser::open() else { return };
    browser.go(seoul());
    let dead = browser.run(
        "return [...document.querySelectorAll('a[href^=\"#\"]')].map((link) => link.getAttribute('href').slice(1))\
         .filter((id) => document.getElementById(id) === null)",
    );
    assert_eq!(dead, serde_json::json!([]));
    assert!(browser.count("#findings .cited a") > 10 && browser.count("#sources-list li") > 20);
    let charts = browser.count(".chart");
    assert!(charts >= 4 && browser.count(".chart svg.plot[role=img][aria-label]") == charts);
    assert_eq!(browser.count(".chart details table"), charts);
    let unnamed = browser.run(
        "return [...document.querySelectorAll('button, input, canvas, svg[role]')].filter((one) => !one.textContent.trim() && \
         !one.getAttribute('aria-label') && !(one.labels && one.labels.length)).map((one) => one.outerHTML)",
    );
    assert_eq!(unnamed, serde_json::json!([]), "every control has a name");
    let not_a_number = browser.run("return document.querySelector('main').innerHTML.match(/NaN|undefined|\\[object/g)");
    assert!(not_a_number.is_null(), "{not_a_number}");
}

#[test]
fn it_prints_and_fits_a_phone() {
    let Some(browser) = Browser::open() else { return };
    browser.go(seoul());
    let pdf = String::from_utf8_lossy(&browser.print()).into_owned();
    assert!(pdf.starts_with("%PDF"));
    let pages = pdf.matches("/Type /Page\n").count();
    assert!(pages > 3, "{pages} pages");
    browser.run("window.dispatchEvent(new Event('beforeprint'))");
    let ties = Network::builtin("seoul").unwrap().ties().len() as u64;
    assert_eq!(browser.count("[data-printed=ties] tbody tr"), ties, "paper has all ties");
    browser.run("window.dispatchEvent(new Event('afterprint'))");
    assert_eq!(browser.count("#printed *"), 0);
    browser.phone(390);
    for language in ["ko", "en"] {
        browser.click(&format!("#tongues [lang={language}]"));
        let wide = browser.run("return [document.documentElement.scrollWidth, window.innerWidth]");
        assert_eq!(wide, serde_json::json!([390, 390]), "{language}: nothing reaches over the side");
    }
    browser.run("document.querySelectorAll('#side .actors button')[0].click()");
    assert!(browser.run("return document.documentElement.scrollWidth").as_u64() == Some(390));
}

#[test]
fn evil_names_stay_names() {
    let Some(browser) = Browser::open() else { return };
    let evil = "</script><img src=x onerror=alert(1)><script>document.title = 'gone'</script>";
    let actor = |id: &str| Actor { name: Text::new(evil), note: evil.into(), ..Actor::new(id, evil) };
    let tie = Tie { evidence: evil.into(), since: "2020".parse().ok(), ..Tie::new("a", "b", evil) };
    let network = NetworkBuilder::new("evil").title(Text::new(evil)).actor(actor("a")).actor(actor("b")).tie(tie);
    browser.go(&written(&network.build().unwrap(), "evil.html"));
    assert_eq!(browser.text("h1"), evil);
    browser.click("#side .actors button");
    assert_eq!(browser.text("#side-h"), evil);
    assert_eq!((browser.count("img"), browser.count("script")), (0, 2));
    // The policy would stop even markup that got in.
    browser.run("document.body.insertAdjacentHTML('beforeend', '<img src=\"x:\" onerror=\"document.title = 1\">')");
    assert_eq!(browser.run("return document.title").as_str(), Some(evil));
}

#[test]
fn five_thousand_actors_can_be_searched_filtered_and_clicked() {
    let Some(browser) = Browser::open() else { return };
    let mut network = NetworkBuilder::new("large");
    let kinds = ["city", "agency", "firm"];
    for i in 0..5_000 {
        let name = Text::new(format!("Actor {i}")).with("ko", format!("행위자 {i}"));
        network = network.actor(Actor { name, ..Actor::new(format!("a{i}"), kinds[i % 3]) });
    }
    let mut dice = 1_u64;
    let mut roll = |below: u64| {
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (dice >> 33) % below
    };
    for i in 1..5_000 {
        for _ in 0..2 {
            let since = format!("{}", 1990 + roll(35)).parse().ok();
            network = network.tie(Tie { since, ..Tie::new(format!("a{i}"), format!("a{}", roll(i)), "agreement") });
        }
    }
    browser.go(&written(&network.build().unwrap(), "large.html"));
    assert!(browser.count("*") < 1_500, "{} elements do not grow with the network", browser.count("*"));
    rest(&browser);
    assert_eq!(drawn(&browser, "discs"), 5_000);
    assert!((5..=300).contains(&drawn(&browser, "names")), "{} names", drawn(&browser, "names"));
    for _ in 0..5 {
        browser.click("#closer");
    }
    rest(&browser);
    assert!(drawn(&browser, "discs") < 1_500, "what is out of sight is not drawn: {}", drawn(&browser, "discs"));
    browser.click("#fit");
    rest(&browser);
    let index = browser.run(LARGEST).as_u64().unwrap();
    browser.click_at("#diagram", place(&browser, index));
    assert_eq!(browser.text("#side-h"), format!("행위자 {index}"));
    browser.keys("#diagram", "\u{e00c}");
    search(&browser, "행위자 4321");
    assert_eq!(browser.run("return document.getElementById('found').dataset.count").as_str(), Some("1"));
    browser.keys("#query", "\u{e007}");
    assert_eq!(browser.text("#side-h"), "행위자 4321");
    set_year(&browser, "2000");
    assert!(shown(&browser).1 < 5_000);
    let all = shown(&browser).0;
    browser.click("input[data-filter=kinds]");
    assert!(shown(&browser).0 < all);
    browser.click("#tab-actors");
    assert!(browser.count("*") < 3_000, "long tables are paged");
    assert_eq!(browser.complaints(), Vec::<String>::new());
}
