//! The explanations of single commands, see `explain`.

mod decisions;

pub(super) use decisions::{BACKING, COMPARE, LADDER, OPPORTUNITIES, PATHWAYS, PROGRAMMES};

use super::explain::{COINS, COINS_KOREAN, Explained};

pub(super) static SCENARIO: [Explained; 6] = [
    Explained {
        number: "before, after",
        definition: "access of a mandate in the network as it is and with the edits of the scenario",
        inputs: "the network; the edits of the file; the mandate",
        assumes: COINS,
        ko: [
            "전, 후",
            "지금의 네트워크와 시나리오를 적용한 네트워크에서 과제의 도달률",
            "네트워크; 파일의 변경; 과제",
            COINS_KOREAN,
        ],
    },
    Explained {
        number: "difference",
        definition: "access after less access before, in the same worlds",
        inputs: "the coins of ties that both share are the same",
        assumes: "an edit happens as the file says; nobody reacts to it",
        ko: [
            "차이",
            "같은 모의 세계에서 후의 도달률 − 전의 도달률",
            "공통 관계의 열림은 양쪽에서 같음",
            "변경은 파일대로 이루어지고 아무도 그에 반응하지 않음",
        ],
    },
    Explained {
        number: "± 95%, interval",
        definition: "simulation error: how far the number may be off because only so many worlds were drawn",
        inputs: "spread over the worlds",
        assumes: "nothing about the network",
        ko: [
            "± 95%, 구간",
            "모의실험 오차: 뽑은 모의 세계의 수가 한정되어 값이 벗어날 수 있는 폭",
            "모의 세계에 따른 흩어짐",
            "네트워크에 대해서는 없음",
        ],
    },
    Explained {
        number: "share of access",
        definition: "what depends on an actor: access that is lost without it, as a share of access",
        inputs: "as leverage, before and after",
        assumes: "nobody takes its place",
        ko: [
            "도달률 대비",
            "행위자에게 달린 것: 없으면 잃는 도달률의 비율",
            "지렛대 효과와 같으며, 전과 후",
            "대신할 곳이 없음",
        ],
    },
    Explained {
        number: "rank before, rank after",
        definition: "place by leverage among all but the focal body",
        inputs: "leverage before and after",
        assumes: "as leverage",
        ko: ["전 순위, 후 순위", "중심 기관을 뺀 지렛대 효과 순위", "전과 후의 지렛대 효과", "지렛대 효과와 같음"],
    },
    Explained {
        number: "take-up",
        definition: "the share of the deals that an agency gives up and firms must win instead, for access to be what it was",
        inputs: "deals of the agency with foreign cities; firms that may win them; halving down to 2⁻¹⁰",
        assumes: "firms win independently of each other, together never more than the deal; below five deals nothing is told",
        ko: [
            "이어받는 비율",
            "도달률이 이전과 같기 위해 기관이 내려놓은 사업 가운데 기업이 이어받아야 하는 비율",
            "기관의 해외 도시 사업; 수주할 수 있는 기업; 2⁻¹⁰까지 이분 탐색",
            "기업은 서로 독립적으로 수주하며 합해도 사업을 넘지 않음; 사업이 5건 미만이면 말하지 않음",
        ],
    },
];

pub(super) static ROUTES: [Explained; 6] = [
    Explained {
        number: "open",
        definition: "probability that a tie is open: strength × confidence",
        inputs: "the tie, or the strength of its kind; confidence of its evidence",
        assumes: "strengths are set per kind of tie, measured by nobody",
        ko: [
            "열릴 확률",
            "관계가 열릴 확률: 강도 × 신뢰도",
            "관계 또는 그 종류의 강도; 근거의 신뢰도",
            "강도는 종류별로 정한 것이며 아무도 측정하지 않음",
        ],
    },
    Explained {
        number: "route open",
        definition: "probability that all ties of a route are open: the product",
        inputs: "open of each tie",
        assumes: COINS,
        ko: ["경로가 열릴 확률", "경로의 모든 관계가 열릴 확률의 곱", "각 관계의 열릴 확률", COINS_KOREAN],
    },
    Explained {
        number: "hops",
        definition: "ties of a route",
        inputs: "the route",
        assumes: "nothing",
        ko: ["관계 수", "경로를 이루는 관계의 수", "경로", "없음"],
    },
    Explained {
        number: "travelled",
        definition: "by time: when a tie is travelled, as early (or as late) as its own dates and those before (or after) it allow",
        inputs: "since, until, the years that a kind lives on, the lag",
        assumes: "a tie known by its year can be used all that year; waiting costs nothing",
        ko: [
            "지나는 때",
            "시간 순서에서 관계를 지나는 때. 자신과 앞뒤 관계의 날짜가 허용하는 가장 이른(늦은) 때",
            "시작, 끝, 종류가 이어지는 햇수, 간격",
            "연도만 알려진 관계는 그해 내내 쓸 수 있으며, 기다리는 데 비용이 없음",
        ],
    },
    Explained {
        number: "earliest arrival",
        definition: "by time: the least date of a last tie over all routes",
        inputs: "ties with their times; relays; the most intermediaries",
        assumes: "ties without a beginning can be travelled at any time, or are left out, as asked",
        ko: [
            "가장 이른 도착",
            "시간 순서에서 모든 경로의 마지막 관계 가운데 가장 이른 날짜",
            "때가 있는 관계; 중개자; 중개자 수의 한도",
            "시작이 없는 관계는 요청에 따라 언제든 지나거나 뺌",
        ],
    },
    Explained {
        number: "latest departure",
        definition: "by time: the greatest date of a first tie over all routes that arrive by the date asked for",
        inputs: "as earliest arrival",
        assumes: "as earliest arrival",
        ko: [
            "가장 늦은 출발",
            "시간 순서에서 정한 날짜까지 도착하는 모든 경로의 첫 관계 가운데 가장 늦은 날짜",
            "가장 이른 도착과 같음",
            "가장 이른 도착과 같음",
        ],
    },
];

pub(super) static VALUE: [Explained; 8] = [
    Explained {
        number: "with an amount",
        definition: "ties on which an amount is recorded",
        inputs: "value_usd of ties that began by the date asked for",
        assumes: "a tie without a date may have begun",
        ko: [
            "금액 있음",
            "금액이 기록된 관계",
            "정한 날짜까지 시작된 관계의 value_usd",
            "날짜가 없는 관계는 시작되었을 수 있음",
        ],
    },
    Explained {
        number: "sum",
        definition: "amounts added up",
        inputs: "value_usd, stated in USD or converted at a rough rate of the year",
        assumes: "each deal is recorded once",
        ko: [
            "합계",
            "금액의 합",
            "미국 달러로 적혔거나 그해의 대략적인 환율로 환산한 value_usd",
            "사업은 한 번만 기록됨",
        ],
    },
    Explained {
        number: "earned",
        definition: "amounts on the rungs of software, pilot and hardware, but for grants",
        inputs: "stage and kind of the tie",
        assumes: "the recorded `from` is the supplier; a ceiling or an award is paid in full",
        ko: [
            "벌어들인 금액",
            "무상지원을 뺀 소프트웨어, 시범사업, 하드웨어 단계의 금액",
            "관계의 단계와 종류",
            "기록된 `from`이 공급자임; 상한이나 낙찰액은 모두 지급됨",
        ],
    },
    Explained {
        number: "given",
        definition: "amounts on the rung of finance, and grants on any",
        inputs: "stage and kind of the tie",
        assumes: "as earned",
        ko: ["제공한 금액", "금융 단계의 금액과 모든 단계의 무상지원", "관계의 단계와 종류", "벌어들인 금액과 같음"],
    },
    Explained {
        number: "Herfindahl index",
        definition: "sum of the squares of the suppliers' shares of what is earned; 1 if one has all",
        inputs: "earned, by supplier",
        assumes: "deals without an amount are spread as those with one",
        ko: [
            "허핀달 지수",
            "벌어들인 금액에서 공급자별 몫의 제곱합. 한 곳이 모두 차지하면 1",
            "공급자별 벌어들인 금액",
            "금액이 없는 사업도 있는 사업처럼 나뉨",
        ],
    },
    Explained {
        number: "top share",
        definition: "the share of whoever earned most",
        inputs: "earned, by supplier",
        assumes: "as the index",
        ko: ["1위의 몫", "가장 많이 번 곳의 몫", "공급자별 벌어들인 금액", "지수와 같음"],
    },
    Explained {
        number: "share of home SMEs",
        definition: "what home SMEs earned of it",
        inputs: "earned; kind and layer of the supplier",
        assumes: "size classes as recorded, many of them assumed",
        ko: [
            "국내 중소기업의 몫",
            "국내 중소기업이 번 몫",
            "벌어들인 금액; 공급자의 유형과 층위",
            "기록된 기업 규모(많은 부분이 가정)",
        ],
    },
    Explained {
        number: "within reach",
        definition: "sum over cities of their worth times the expected share of sources that reach them",
        inputs: "access of the mandate; the weight of each city",
        assumes: "ties are open independently of each other; that a city is worth its weight; reach is not a sale",
        ko: [
            "닿을 수 있는 규모",
            "도시별 가치 × 그 도시에 닿는 출발 행위자 비율의 기댓값의 합",
            "과제의 도달률; 도시별 가중치",
            "관계는 서로 독립적으로 열림; 도시의 가치는 가중치와 같음; 닿는 것이 판매는 아님",
        ],
    },
];

pub(super) static TIMELINE: [Explained; 8] = [
    Explained {
        number: "ties",
        definition: "ties that hold in the year",
        inputs: "since, until, the years that a kind lives on",
        assumes: "kinds of events live on for a declared number of years",
        ko: ["관계", "그해에 유효한 관계", "시작, 끝, 종류가 이어지는 햇수", "행사 종류는 정해진 햇수 동안 이어짐"],
    },
    Explained {
        number: "begun",
        definition: "ties whose beginning is in the year",
        inputs: "since",
        assumes: "nothing",
        ko: ["시작", "그해에 시작된 관계", "시작", "없음"],
    },
    Explained {
        number: "cities",
        definition: "foreign cities that a home actor has a tie of its own with",
        inputs: "ties that hold; layers",
        assumes: "ties through an agency of the city do not count here",
        ko: [
            "도시",
            "국내 행위자가 직접 관계를 맺은 해외 도시",
            "유효한 관계; 층위",
            "그 도시의 기관을 통한 관계는 여기서 세지 않음",
        ],
    },
    Explained {
        number: "access",
        definition: "expected weighted share of the pairs of a source and a target that are joined by an open route in the year",
        inputs: "the mandate; ties that hold; strength, confidence, conveys",
        assumes: COINS,
        ko: [
            "도달률",
            "그해에 열린 경로로 이어지는 출발·대상 쌍의 가중 비율의 기댓값",
            "과제; 유효한 관계; 강도, 신뢰도, 전달 방향",
            COINS_KOREAN,
        ],
    },
    Explained {
        number: "change",
        definition: "access less access of the row before, in the same worlds",
        inputs: "access in both years",
        assumes: "what nobody recorded of the earlier year did not exist",
        ko: [
            "변화",
            "같은 모의 세계에서 앞 행과의 도달률 차이",
            "두 해의 도달률",
            "앞선 해에 기록되지 않은 것은 없었음",
        ],
    },
    Explained {
        number: "sources with a route",
        definition: "sources, such as small firms, that some permitted route joins to a target, however unlikely",
        inputs: "ties that hold; relays; the most intermediaries",
        assumes: "nothing about strengths",
        ko: [
            "경로가 있는 출발",
            "아무리 가능성이 낮아도 허용된 경로로 대상에 이어지는 출발 행위자",
            "유효한 관계; 중개자; 중개자 수의 한도",
            "강도에 대해서는 없음",
        ],
    },
    Explained {
        number: "share (rank)",
        definition: "share of access that depends on an actor, and its rank in that year",
        inputs: "leverage in the year",
        assumes: "nobody takes its place",
        ko: ["비율(순위)", "행위자에게 달린 도달률의 비율과 그해의 순위", "그해의 지렛대 효과", "대신할 곳이 없음"],
    },
    Explained {
        number: "change, points (of a tie)",
        definition: "access of the later year less what it would be had this one tie not begun, or not ended",
        inputs: "the ties of both years",
        assumes: "only this one is undone; numbers overlap and do not add up",
        ko: [
            "관계의 변화(%p)",
            "나중 해의 도달률 − 이 관계 하나가 시작되지 않았거나 끝나지 않았을 때의 도달률",
            "두 해의 관계",
            "이 관계만 되돌림; 값은 서로 겹쳐 합해지지 않음",
        ],
    },
];

pub(super) static BROKERS: [Explained; 8] = [
    Explained {
        number: "share of access, points",
        definition: "leverage: access of the mandate that is lost without the actor",
        inputs: "as in `leverage`",
        assumes: COINS,
        ko: [
            "도달률 대비, %p",
            "지렛대 효과: 그 행위자가 없으면 잃는 과제의 도달률",
            "`leverage`와 같음",
            COINS_KOREAN,
        ],
    },
    Explained {
        number: "cuts off pairs, must be passed",
        definition: "pairs, and targets, that have no permitted route round the actor were every tie open",
        inputs: "ties that hold; relays; the most intermediaries",
        assumes: "nothing about strengths; what nobody recorded may be a way round",
        ko: [
            "끊기는 쌍, 반드시 지나는 곳",
            "모든 관계가 열려 있어도 그 행위자를 피해 갈 허용된 경로가 없는 쌍과 대상",
            "유효한 관계; 중개자; 중개자 수의 한도",
            "강도에 대해서는 없음; 기록되지 않은 우회로가 있을 수 있음",
        ],
    },
    Explained {
        number: "gatekeepers",
        definition: "of each target, those in between without whom most of what reaches it is lost",
        inputs: "as leverage, target by target",
        assumes: COINS,
        ko: [
            "문지기",
            "대상별로, 없으면 그 대상의 도달률을 가장 많이 잃는 중간 행위자",
            "대상별 지렛대 효과",
            COINS_KOREAN,
        ],
    },
    Explained {
        number: "index (actor or catalyst)",
        definition: "deals of firms that the agency had introduced, as a share of these and its own deals",
        inputs: "recorded deals abroad (software and later) and sourced introductions that had begun by then",
        assumes: "an introduction has to do with every later deal of the firm: an upper count; Wilson interval",
        ko: [
            "지수(직접 수행자 또는 촉매)",
            "기관이 소개한 기업의 사업이 그 사업과 기관 자체 사업의 합에서 차지하는 비율",
            "그때까지 시작된 해외 사업(소프트웨어 이후)과 출처가 있는 소개의 기록",
            "소개는 그 기업의 이후 모든 사업과 관련됨(상한); Wilson 구간",
        ],
    },
    Explained {
        number: "roles",
        definition: "how often an actor stands between two that are not tied: a → b → c with a → c absent, by the groups of the three",
        inputs: "ties of the view; the partition",
        assumes: "Gould and Fernandez (1989); a recorded tie is a relation, and one that is absent is none",
        ko: [
            "역할",
            "서로 관계가 없는 둘 사이에 서는 횟수: a → b → c이고 a → c가 없음, 세 행위자의 집단별",
            "보는 범위의 관계; 집단 구분",
            "Gould and Fernandez (1989); 기록된 관계는 관계이고, 없는 것은 관계가 아님",
        ],
    },
    Explained {
        number: "expected, z",
        definition: "mean and distance in standard deviations under chance",
        inputs: "the same ties with group labels shuffled",
        assumes: "sizes of groups and all ties stay",
        ko: [
            "기대, z",
            "우연에서의 평균과 그로부터의 거리(표준편차 단위)",
            "집단 이름을 섞은 같은 관계",
            "집단의 크기와 모든 관계는 그대로임",
        ],
    },
    Explained {
        number: "constraint, effective size, efficiency, hierarchy",
        definition: "how far an actor's partners are tied among each other",
        inputs: "ties of the view, their strength where weighted",
        assumes: "Burt (1992)",
        ko: [
            "제약도, 유효 크기, 효율성, 위계성",
            "협력 상대끼리 서로 얼마나 이어져 있는지",
            "보는 범위의 관계, 가중이면 강도",
            "Burt (1992)",
        ],
    },
    Explained {
        number: "key players",
        definition: "the set of actors whose removal, or whose reach, serves the goal most",
        inputs: "ties of the view; the goal",
        assumes: "Borgatti (2006); found exactly where small, else by greedy choice and exchange",
        ko: [
            "핵심 행위자",
            "없애거나 시작점으로 삼을 때 목표에 가장 도움이 되는 행위자 집합",
            "보는 범위의 관계; 목표",
            "Borgatti (2006); 작으면 정확하게, 아니면 차례로 고르고 바꾸어 가며 찾음",
        ],
    },
];
