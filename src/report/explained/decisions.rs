//! The explanations of what is asked about decisions and city diplomacy.

use super::super::explain::{COINS, COINS_KOREAN, Explained};

pub(in crate::report) static OPPORTUNITIES: [Explained; 8] = [
    Explained {
        number: "points",
        definition: "access that the new tie adds once it is formed, in percentage points: strength × what it would join if it were certain",
        inputs: "the mandate; candidates from its rules or --join; the same worlds for all candidates",
        assumes: COINS,
        ko: [
            "증가분(%p)",
            "새 관계가 맺어졌을 때 늘어나는 도달률: 강도 × 확실하다면 이을 몫",
            "과제; 규칙 또는 --join의 후보; 모든 후보에 같은 모의 세계",
            COINS_KOREAN,
        ],
    },
    Explained {
        number: "95%",
        definition: "simulation error: how far the number may be off because only so many worlds were drawn",
        inputs: "spread over the worlds",
        assumes: "nothing about the network",
        ko: [
            "95%",
            "모의실험 오차: 뽑은 모의 세계의 수가 한정되어 값이 벗어날 수 있는 폭",
            "모의 세계에 따른 흩어짐",
            "네트워크에 대해서는 없음",
        ],
    },
    Explained {
        number: "chance",
        definition: "how likely the tie can be formed if one tries",
        inputs: "the rule's `formation`",
        assumes: "the rule, with its reason in the file; nobody measured it",
        ko: [
            "확률",
            "시도하면 관계가 맺어질 가능성",
            "규칙의 `formation`",
            "파일에 근거가 있는 규칙이며, 아무도 측정하지 않음",
        ],
    },
    Explained {
        number: "cost",
        definition: "what trying costs, in a unit of the user's own",
        inputs: "the rule's `cost`, or --cost",
        assumes: "the rule, with its reason in the file",
        ko: [
            "비용",
            "시도하는 데 드는 비용(단위는 이용자가 정함)",
            "규칙의 `cost` 또는 --cost",
            "파일에 근거가 있는 규칙",
        ],
    },
    Explained {
        number: "per cost",
        definition: "points × chance / cost: the order of the list",
        inputs: "points, chance, cost",
        assumes: "that a unit of cost is the same everywhere",
        ko: ["비용당", "증가분 × 확률 / 비용. 목록의 순서", "증가분, 확률, 비용", "비용의 단위는 어디서나 같음"],
    },
    Explained {
        number: "rank in brackets",
        definition: "where the place lies in nine out of ten draws of the assumptions",
        inputs: "confidence of ties, range of strength of each kind",
        assumes: "the ranges; chance and cost are not drawn",
        ko: [
            "괄호 안의 순위",
            "가정을 열 번 뽑을 때 아홉 번 순위가 놓이는 범위",
            "관계의 신뢰도, 종류별 강도의 범위",
            "범위 자체; 확률과 비용은 뽑지 않음",
        ],
    },
    Explained {
        number: "the best set",
        definition: "the ties that together add most access, counted with the chance that each is formed, at a cost within the budget",
        inputs: "all candidates; worlds other than those from which the gain is told",
        assumes: "greedy beyond 24 candidates; then how far it is from the best is not known",
        ko: [
            "가장 좋은 조합",
            "예산 안에서 성사 확률을 반영하여 도달률을 가장 많이 높이는 관계의 조합",
            "모든 후보; 증가분을 산출한 것과 다른 모의 세계",
            "후보가 24건을 넘으면 차례로 고르며, 최적과의 차이는 알 수 없음",
        ],
    },
    Explained {
        number: "if made certain",
        definition: "access gained if an existing tie were open in every world: (1 − p)·B, with p its strength × confidence and B what hangs on it",
        inputs: "the tie, in the same worlds",
        assumes: "nothing else changes",
        ko: [
            "확실하게 만들 때",
            "기존 관계가 모든 모의 세계에서 열릴 때 늘어나는 도달률: (1 − p)·B, p는 강도 × 신뢰도, B는 그 관계에 \
             달린 몫",
            "같은 모의 세계에서의 그 관계",
            "다른 것은 달라지지 않음",
        ],
    },
];

pub(in crate::report) static BACKING: [Explained; 7] = [
    Explained {
        number: "dependence, loss",
        definition: "access that is lost if home national bodies are taken away",
        inputs: "actors of the layer national; the same worlds with and without",
        assumes: "nobody takes their place; foreign agencies and the United Nations stay",
        ko: [
            "달린 몫, 감소",
            "국내 중앙기관을 빼면 잃는 도달률",
            "국가 층위의 행위자; 같은 모의 세계에서 있을 때와 없을 때",
            "대신할 곳이 없음; 외국 기관과 유엔은 그대로임",
        ],
    },
    Explained {
        number: "targets reachable",
        definition: "targets that some permitted route leads to, however unlikely",
        inputs: "ties that hold at the date; relays; the most intermediaries",
        assumes: "nothing about strengths",
        ko: [
            "닿는 대상",
            "아무리 가능성이 낮아도 허용된 경로가 이르는 대상",
            "시점에 유효한 관계; 중개자; 중개자 수의 한도",
            "강도에 대해서는 없음",
        ],
    },
    Explained {
        number: "shorter, more reliable",
        definition: "targets whose best route has fewer ties, or a higher probability, with the national layer than without it",
        inputs: "the best route from any source, both ways",
        assumes: "strengths of kinds",
        ko: [
            "짧아짐, 확실해짐",
            "중앙정부가 있을 때 최선 경로의 관계 수가 줄거나 확률이 높아지는 대상",
            "모든 출발에서의 최선 경로, 양쪽 모두",
            "종류별 강도",
        ],
    },
    Explained {
        number: "not used by the city",
        definition: "partners abroad of a national body to whom no body of the city has a tie of its own",
        inputs: "ties that hold at the date",
        assumes: "a tie that is not recorded may exist",
        ko: [
            "시가 쓰지 않는 관계",
            "시 기관은 관계가 없으나 중앙기관은 관계가 있는 해외 상대",
            "시점에 유효한 관계",
            "기록되지 않은 관계가 있을 수 있음",
        ],
    },
    Explained {
        number: "gain if tied",
        definition: "access that is added were the city tied to the body",
        inputs: "the same worlds with and without the new tie",
        assumes: "the strength that is stated beside it",
        ko: [
            "이으면 증가",
            "시와 그 기관을 이으면 늘어나는 도달률",
            "같은 모의 세계에서 새 관계가 있을 때와 없을 때",
            "함께 적은 강도",
        ],
    },
    Explained {
        number: "what if",
        definition: "access, and the targets reachable, with the ties named in the row added",
        inputs: "the same worlds as today",
        assumes: "the strength in the row; the body would introduce the city to all its partners",
        ko: [
            "가정",
            "행에 적은 관계를 더했을 때의 도달률과 닿는 대상",
            "오늘과 같은 모의 세계",
            "행에 적은 강도; 기관이 모든 상대에게 시를 소개함",
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
];

pub(in crate::report) static PROGRAMMES: [Explained; 9] = [
    Explained {
        number: "reached",
        definition: "cities that a programme is on record to have reached: on its list, or at the end of a tie of its own from attention upwards",
        inputs: "programmes and their lists; ties of actors of the kind programme",
        assumes: "a list counts as attention; lists are partial",
        ko: [
            "닿은 곳",
            "프로그램이 닿은 것으로 기록된 도시: 목록에 있거나, 관심 단계 이상의 관계로 이어짐",
            "프로그램과 그 목록; 프로그램 유형 행위자의 관계",
            "목록은 관심 단계로 봄; 목록은 일부임",
        ],
    },
    Explained {
        number: "alone",
        definition: "cities that no other programme is on record to have reached",
        inputs: "as reached",
        assumes: "as reached",
        ko: ["단독", "다른 프로그램이 닿은 기록이 없는 도시", "닿은 곳과 같음", "닿은 곳과 같음"],
    },
    Explained {
        number: "share",
        definition: "the covered weight, each city divided evenly among the programmes that reached it (Shapley value of coverage)",
        inputs: "as reached; the weight of each city",
        assumes: "every city counts the same unless --weight says otherwise",
        ko: [
            "몫",
            "닿은 가중치. 도시마다 그곳에 닿은 프로그램끼리 똑같이 나눔(섀플리 값)",
            "닿은 곳과 같음; 도시별 가중치",
            "--weight로 달리 정하지 않으면 도시마다 같음",
        ],
    },
    Explained {
        number: "climbed",
        definition: "cities with a first tie on a higher rung within so many years of the first dated reach",
        inputs: "dates of reaches and ties",
        assumes: "whoever supplied it; what nobody recorded did not happen",
        ko: [
            "올라감",
            "첫 연도 확인 사례 이후 정한 햇수 안에 더 높은 단계의 첫 관계가 생긴 도시",
            "닿은 연도와 관계의 연도",
            "공급자 불문; 기록되지 않은 것은 일어나지 않음",
        ],
    },
    Explained {
        number: "expected",
        definition: "climbs among the reached at the rate of those that no programme had reached by then, of the same income group and rung",
        inputs: "risk sets by year",
        assumes: "no other difference between reached and not reached",
        ko: [
            "기대",
            "그때까지 어느 프로그램도 닿지 않은, 같은 소득군·같은 단계 도시의 비율로 볼 때 올라갈 수",
            "연도별 비교 집합",
            "닿은 곳과 닿지 않은 곳 사이에 다른 차이가 없음",
        ],
    },
    Explained {
        number: "p",
        definition: "how often chance alone, dealing the reaches within the risk sets, makes a difference as large",
        inputs: "the risk sets",
        assumes: "exchangeability within them",
        ko: [
            "p",
            "비교 집합 안에서 우연만으로 그만큼 큰 차이가 나는 비율",
            "비교 집합",
            "그 안에서는 서로 바꿀 수 있음",
        ],
    },
    Explained {
        number: "gain, points",
        definition: "access that an invitation would add, in percentage points",
        inputs: "the mandate; the tie that the programme would make; the same worlds",
        assumes: COINS,
        ko: ["증가(%p)", "초청이 늘리는 도달률", "과제; 프로그램이 맺을 관계; 같은 모의 세계", COINS_KOREAN],
    },
    Explained {
        number: "receptivity, with opinion",
        definition: "the interval of people who think well of the home country, and the gain if an invitation takes as often as that",
        inputs: "surveys by country; the share of other countries where there is none",
        assumes: "opinion of a nation stands for that of officials",
        ko: [
            "호감, 여론 반영",
            "본국을 좋게 보는 사람 비율의 구간과, 초청이 그 비율만큼만 효과가 있을 때의 증가",
            "국가별 여론조사; 없으면 다른 나라의 비율",
            "국민의 여론이 공무원의 여론과 같음",
        ],
    },
    Explained {
        number: "places",
        definition: "where the rank lies in nine out of ten draws of the intervals of opinion",
        inputs: "as receptivity",
        assumes: "intervals are drawn evenly, countries apart from each other",
        ko: [
            "순위",
            "여론 구간을 열 번 뽑을 때 아홉 번 순위가 놓이는 범위",
            "호감과 같음",
            "구간에서 고르게, 나라마다 따로 뽑음",
        ],
    },
];

pub(in crate::report) static PATHWAYS: [Explained; 5] = [
    Explained {
        number: "routes",
        definition: "loopless routes in the network that match the pathway",
        inputs: "ties of the view; kinds, stages, years and lags that the pathway asks for",
        assumes: "all matches count once, parallel ties apart",
        ko: [
            "경로",
            "네트워크에서 조건에 맞는, 같은 행위자를 두 번 지나지 않는 경로",
            "보는 범위의 관계; 조건의 종류, 단계, 연도, 간격",
            "맞는 것은 한 번씩 세고, 중복 관계는 따로 셈",
        ],
    },
    Explained {
        number: "pairs",
        definition: "different pairs of first and last actor among them",
        inputs: "routes",
        assumes: "nothing",
        ko: ["쌍", "그 가운데 서로 다른 처음과 마지막 행위자의 쌍", "경로", "없음"],
    },
    Explained {
        number: "cities",
        definition: "cities whose dated ties match a pathway of stages",
        inputs: "first years of every tie with the city",
        assumes: "ties without a year have no place in the order",
        ko: [
            "도시",
            "연도가 확인된 관계가 단계의 조건에 맞는 도시",
            "도시와의 모든 관계의 첫 연도",
            "연도가 없는 관계는 순서에 넣지 않음",
        ],
    },
    Explained {
        number: "by chance",
        definition: "mean number of cities in which the motif stands before hardware when the hardware years are dealt among the cities at random",
        inputs: "dated ties; --draws deals",
        assumes: "every city could have had the hardware",
        ko: [
            "우연",
            "하드웨어의 연도를 도시끼리 무작위로 나눌 때 유형이 하드웨어에 앞서는 도시 수의 평균",
            "연도가 확인된 관계; --draws 횟수",
            "어느 도시든 하드웨어를 가질 수 있었음",
        ],
    },
    Explained {
        number: "p, adjusted p",
        definition: "how often chance reaches the observed number; adjusted for how many motifs were tried by the least p in each deal (Westfall and Young 1993)",
        inputs: "the same deals for all motifs",
        assumes: "as by chance",
        ko: [
            "p, 보정한 p",
            "우연이 관측한 수에 이르는 비율. 시험한 유형의 수를 감안해 추출마다 가장 작은 p로 보정(Westfall and \
             Young 1993)",
            "모든 유형에 같은 추출",
            "우연과 같음",
        ],
    },
];

pub(in crate::report) static LADDER: [Explained; 6] = [
    Explained {
        number: "rung",
        definition: "the highest stage that a city has reached: attention, software, pilot, finance, hardware",
        inputs: "ties of the city; with bodies followed, also those of its agencies, operators and ministries",
        assumes: "what is not recorded did not happen",
        ko: [
            "단계",
            "도시가 이른 가장 높은 단계: 관심, 소프트웨어, 시범사업, 금융, 하드웨어",
            "도시의 관계; 기관까지 따라가면 산하기관, 운영사, 부처의 관계도",
            "기록되지 않은 것은 일어나지 않음",
        ],
    },
    Explained {
        number: "held by",
        definition: "who supplied a rung: home SME, large firm or public body, foreign partner or competitor, a joint venture by its owners",
        inputs: "kind, layer, ownership",
        assumes: "sides follow ownership; a supplier without a home owner is a competitor in hardware",
        ko: [
            "차지한 곳",
            "단계를 공급한 곳: 국내 중소기업, 대기업, 공공기관, 해외 협력사, 경쟁사, 소유자에 따른 합작회사",
            "유형, 층위, 소유",
            "편은 소유를 따름; 국내 소유자가 없는 하드웨어 공급자는 경쟁사임",
        ],
    },
    Explained {
        number: "first year",
        definition: "the year of the first dated tie on the rung",
        inputs: "since",
        assumes: "an undated tie has no place in time",
        ko: ["첫 연도", "그 단계에서 연도가 확인된 첫 관계의 연도", "시작", "연도가 없는 관계는 시간 순서에 넣지 않음"],
    },
    Explained {
        number: "rate",
        definition: "cities with hardware among those with software",
        inputs: "the two counts",
        assumes: "Wilson interval; the cities are a random sample, which they are not",
        ko: [
            "비율",
            "소프트웨어가 있는 도시 가운데 하드웨어가 있는 도시",
            "두 수",
            "Wilson 구간; 도시는 무작위 표본임(실제로는 아님)",
        ],
    },
    Explained {
        number: "points, chance, cost",
        definition: "of the best next tie with the city: access that it adds once formed, how likely it can be, what it costs",
        inputs: "the rules for new ties of the mandate; see `opportunities`",
        assumes: "strength, chance and cost, each with its reason in the file",
        ko: [
            "증가분, 성사 확률, 비용",
            "도시와 맺을 가장 좋은 다음 관계가 맺어졌을 때 늘어나는 도달률, 맺어질 가능성, 비용",
            "과제의 새 관계 규칙; `opportunities` 참조",
            "강도, 확률, 비용. 각각의 근거는 파일에 있음",
        ],
    },
    Explained {
        number: "cumulative incidence",
        definition: "share of cities with home hardware so many years after their first software, where a competitor may come first",
        inputs: "first years; censored in the year asked for",
        assumes: "Aalen–Johansen; cities are alike and censoring tells nothing",
        ko: [
            "누적 비율",
            "첫 소프트웨어 이후 햇수별로 자국 하드웨어가 있는 도시의 비율(경쟁사가 먼저일 수 있음)",
            "첫 연도; 정한 해에서 중도절단",
            "Aalen–Johansen; 도시는 서로 같고 중도절단은 무관함",
        ],
    },
];

pub(in crate::report) static COMPARE: [Explained; 5] = [
    Explained {
        number: "indicators",
        definition: "each is explained by its line in JSON: its name, and in words in the library's list of indicators",
        inputs: "ties that hold at the date; ladder, access and amounts as in the commands of these names",
        assumes: "what those commands assume",
        ko: [
            "지표",
            "각 지표는 JSON의 해당 줄에 이름으로, 라이브러리의 지표 목록에 말로 설명되어 있음",
            "시점에 유효한 관계; 같은 이름의 명령과 같은 단계, 도달률, 금액",
            "그 명령들이 가정하는 것",
        ],
    },
    Explained {
        number: "× in brackets",
        definition: "observed / mean of random networks with the same ties of every actor and between any two kinds",
        inputs: "ties that hold, parallel ones once; --draws random networks",
        assumes: "every such network could have come about as well",
        ko: [
            "괄호 안의 ×",
            "관측값 / 행위자별 관계 수와 유형 간 관계 수가 같은 무작위 네트워크의 평균",
            "유효한 관계(중복은 한 번); --draws개의 무작위 네트워크",
            "그러한 네트워크는 모두 똑같이 생길 수 있었음",
        ],
    },
    Explained {
        number: "p",
        definition: "(1 + k) / (1 + draws), k random networks being at least as far from the mean",
        inputs: "as the ratio",
        assumes: "as the ratio; not adjusted for how many indicators are tested",
        ko: [
            "p",
            "(1 + k) / (1 + 추출 수). k는 평균에서 그만큼 이상 벗어난 무작위 네트워크의 수",
            "비와 같음",
            "비와 같음; 시험한 지표의 수로 보정하지 않음",
        ],
    },
    Explained {
        number: "drawn, 5–95%",
        definition: "the number with as many sources as the least network has, over 1,000 draws of sources",
        inputs: "the reach of every source",
        assumes: "the sources on record are a sample of those there are",
        ko: [
            "추출, 5~95%",
            "출발 행위자를 가장 적은 네트워크의 수만큼 1,000번 뽑은 값",
            "출발 행위자별 도달",
            "기록된 출발 행위자는 실제의 표본임",
        ],
    },
    Explained {
        number: "similarity",
        definition: "1 less the mean distance of two role profiles in four parts: stages, layers of partners, giving, cities known",
        inputs: "ties that hold",
        assumes: "the four parts count the same; profiles know nothing of what a body is for",
        ko: [
            "유사도",
            "1 − 역할 특성 네 부분의 평균 거리: 단계, 상대의 층위, 주는 정도, 아는 도시",
            "유효한 관계",
            "네 부분의 무게가 같음; 특성은 기관의 목적을 모름",
        ],
    },
];
