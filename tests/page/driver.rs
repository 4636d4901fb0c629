//! Just enough of `WebDriver` to use a page in Chromium as a reader does.

use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, MutexGuard};
use std::time::{Duration, Instant};

/// One browser at a time: the machines that test are small.
static ONE: Mutex<()> = Mutex::new(());

pub(crate) struct Browser {
    driver: Child,
    port: u16,
    session: String,
    _turn: MutexGuard<'static, ()>,
}

/// Whether there must be a browser: where `PROXENY_CHROMIUM` or `CI` is set.
fn required() -> bool {
    ["PROXENY_CHROMIUM", "CI"].iter().any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}

impl Browser {
    /// A browser, or `None` and a message where there is none.
    pub(crate) fn open() -> Option<Self> {
        let turn = ONE.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let mut command = Command::new("chromedriver");
        let started = command.arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
        let Ok(mut driver) = started else {
            assert!(!required(), "chromedriver is not installed: apt-get install chromium chromium-driver");
            // Not `eprintln!`: what that says is hidden where a test passes.
            let told =
                b"SKIPPED: the page was not tried, for chromedriver is not installed (chromium, chromium-driver)\n";
            std::io::stderr().write_all(told).expect("standard error takes a line");
            return None;
        };
        let mut lines = BufReader::new(driver.stdout.take().expect("it is piped")).lines();
        let port = lines.find_map(|line| {
            let line = line.expect("chromedriver writes text");
            line.split_once("successfully on port ").and_then(|(_, rest)| rest.trim_end_matches('.').parse().ok())
        });
        // What it says later must not fill the pipe.
        std::thread::spawn(move || lines.for_each(drop));
        let mut browser =
            Self { driver, port: port.expect("chromedriver says its port"), session: String::new(), _turn: turn };
        let options = json!({ "args": ["--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1400,1000"] });
        let wanted = json!({ "goog:chromeOptions": options, "goog:loggingPrefs": { "browser": "ALL" } });
        let made = browser.call("POST", "/session", &json!({ "capabilities": { "alwaysMatch": wanted } }));
        made["sessionId"].as_str().expect("a session has an id").clone_into(&mut browser.session);
        Some(browser)
    }

    /// Opens a file and waits until its script is through.
    pub(crate) fn go(&self, file: &Path) {
        self.post("/url", &json!({ "url": format!("file://{}", file.display()) }));
        self.wait("return document.documentElement.dataset.ready === 'yes'");
    }

    /// The value of a script.
    pub(crate) fn run(&self, script: &str) -> Value {
        self.post("/execute/sync", &json!({ "script": script, "args": [] }))
    }

    pub(crate) fn text(&self, css: &str) -> String {
        let script = format!("return document.querySelector({}).textContent", Value::from(css));
        self.run(&script).as_str().unwrap_or_default().to_owned()
    }

    pub(crate) fn count(&self, css: &str) -> u64 {
        self.run(&format!("return document.querySelectorAll({}).length", Value::from(css))).as_u64().unwrap()
    }

    /// Waits until a script returns true.
    pub(crate) fn wait(&self, script: &str) {
        let begun = Instant::now();
        while self.run(script) != Value::Bool(true) {
            assert!(begun.elapsed() < Duration::from_mins(2), "never true: {script}");
            std::thread::sleep(Duration::from_millis(40));
        }
    }

    /// Clicks as a mouse does, which fails where something lies on top.
    pub(crate) fn click(&self, css: &str) {
        let element = self.element(css);
        self.post(&format!("/element/{element}/click"), &json!({}));
    }

    /// Clicks at a point of an element, from its upper left corner.
    pub(crate) fn click_at(&self, css: &str, (x, y): (f64, f64)) {
        let script = format!(
            "const one = document.querySelector({}); one.scrollIntoView({{ block: 'center', behavior: 'instant' }}); \
             const box = one.getBoundingClientRect(); return [box.left, box.top]",
            Value::from(css)
        );
        let corner = self.run(&script);
        let at = |axis: usize, more: f64| (corner[axis].as_f64().unwrap_or_default() + more).round();
        let to = json!({ "type": "pointerMove", "duration": 0, "origin": "viewport", "x": at(0, x), "y": at(1, y) });
        let [down, up] = ["pointerDown", "pointerUp"].map(|kind| json!({ "type": kind, "button": 0 }));
        let mouse = json!({ "type": "pointer", "id": "mouse", "actions": [to, down, up] });
        self.post("/actions", &json!({ "actions": [mouse] }));
    }

    pub(crate) fn keys(&self, css: &str, keys: &str) {
        let element = self.element(css);
        self.post(&format!("/element/{element}/value"), &json!({ "text": keys }));
    }

    /// Empties a field and writes into it.
    pub(crate) fn write(&self, css: &str, text: &str) {
        let element = self.element(css);
        self.post(&format!("/element/{element}/clear"), &json!({}));
        self.post(&format!("/element/{element}/value"), &json!({ "text": text }));
    }

    fn element(&self, css: &str) -> String {
        let found = self.post("/element", &json!({ "using": "css selector", "value": css }));
        let found = found.as_object().and_then(|found| found.values().next()).and_then(Value::as_str);
        found.unwrap_or_else(|| panic!("`{css}` is not on the page")).to_owned()
    }

    /// What the browser complained of since it was last asked.
    pub(crate) fn complaints(&self) -> Vec<String> {
        let log = self.post("/se/log", &json!({ "type": "browser" }));
        log.as_array().into_iter().flatten().map(|entry| entry["message"].to_string()).collect()
    }

    /// The page as PDF.
    pub(crate) fn print(&self) -> Vec<u8> {
        // Not the driver's own command, which gives up after ten seconds on a busy machine.
        let params = json!({ "printBackground": true, "preferCSSPageSize": true });
        let printed = self.post("/goog/cdp/execute", &json!({ "cmd": "Page.printToPDF", "params": params }));
        base64(printed["data"].as_str().expect("a PDF"))
    }

    /// Pretends to be a phone of this width.
    pub(crate) fn phone(&self, width: u32) {
        let params = json!({ "width": width, "height": 844, "deviceScaleFactor": 2, "mobile": true });
        self.post("/goog/cdp/execute", &json!({ "cmd": "Emulation.setDeviceMetricsOverride", "params": params }));
    }

    fn post(&self, path: &str, body: &Value) -> Value {
        self.call("POST", &format!("/session/{}{path}", self.session), body)
    }

    fn call(&self, method: &str, path: &str, body: &Value) -> Value {
        let body = body.to_string();
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("chromedriver listens");
        let length = body.len();
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\
             Connection: close\r\n\r\n{body}"
        )
        .expect("chromedriver reads");
        let mut stream = BufReader::new(stream);
        let mut length = 0;
        // The driver keeps the connection open, so the head tells where the answer ends.
        loop {
            let mut line = String::new();
            stream.read_line(&mut line).expect("chromedriver answers");
            if let Some((name, value)) = line.split_once(':') {
                if name.eq_ignore_ascii_case("content-length") {
                    length = value.trim().parse().expect("a length is a number");
                }
            } else if line.trim().is_empty() {
                break;
            }
        }
        let mut content = vec![0; length];
        stream.read_exact(&mut content).expect("chromedriver answers in full");
        let mut answer: Value = serde_json::from_slice(&content).expect("an answer is JSON");
        assert!(answer["value"]["error"].is_null(), "{path} {body}: {}", answer["value"]);
        answer["value"].take()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if !self.session.is_empty() && !std::thread::panicking() {
            self.call("DELETE", &format!("/session/{}", self.session), &json!({}));
        }
        // The browser ends with its driver where the session could not be closed.
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

fn base64(text: &str) -> Vec<u8> {
    let sixtet = |letter: u8| match letter {
        b'A'..=b'Z' => Some(letter - b'A'),
        b'a'..=b'z' => Some(letter - b'a' + 26),
        b'0'..=b'9' => Some(letter - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    };
    let sixtets: Vec<u8> = text.bytes().filter_map(sixtet).collect();
    let bytes = |part: &[u8]| {
        let bits = part.iter().fold(0_u32, |bits, one| bits << 6 | u32::from(*one)) << (6 * (4 - part.len()));
        bits.to_be_bytes()[1..part.len()].to_vec()
    };
    sixtets.chunks(4).flat_map(bytes).collect()
}
