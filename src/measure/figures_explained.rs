//! What the figures that need no file of their own tell a reader.

use super::{Explanation, Korean};

const PLAIN: &str = "Wasserman and Faust (1994), doi:10.1017/CBO9780511815478";
const CUTS: &str = "Hopcroft and Tarjan (1973), doi:10.1145/362248.362272";
const STRONG: &str = "Tarjan (1972), doi:10.1137/0201010";

pub(super) const DENSITY: Explanation = Explanation {
    high: "A large part of all possible partnerships exists.",
    not: "Not comparable between networks of different sizes, in which nobody can have as many partners as there are actors.",
    ko: Korean {
        name: "밀도",
        high: "맺을 수 있는 협력 관계 가운데 많은 부분이 실제로 있습니다.",
        not: "크기가 다른 네트워크끼리는 비교할 수 없습니다. 행위자 수만큼 협력 상대를 둘 수 있는 곳은 없습니다.",
    },
    formula: "tied pairs / (n (n - 1) / 2); in a directed graph tied ordered pairs / (n (n - 1))",
    conventions: "From 0 to 1; not defined below two actors, where NetworkX says 0. Parallel ties count once, self-ties and weights \
                  are ignored.",
    source: PLAIN,
};

pub(super) const RECIPROCITY: Explanation = Explanation {
    high: "What one side extends is mostly returned by the other.",
    not: "Not that the exchange is even in what it carries; and where returns were not recorded it is too low.",
    ko: Korean {
        name: "상호성",
        high: "한쪽이 내민 관계에 상대도 대체로 응합니다.",
        not: "주고받는 내용이 대등하다는 뜻은 아니며, 되돌아온 관계가 기록되지 않았다면 값이 실제보다 낮습니다.",
    },
    formula: "arcs that are answered by one the other way / all arcs",
    conventions: "From 0 to 1; of directed graphs only, not defined without ties. Parallel ties count once, self-ties and weights \
                  are ignored.",
    source: PLAIN,
};

pub(super) const TRANSITIVITY: Explanation = Explanation {
    high: "Partners of the same actor tend to be partners themselves: introductions are made, or groups work together.",
    not: "Not the mean of what single actors see: actors with many partners count for more; average_clustering is the mean.",
    ko: Korean {
        name: "이행성",
        high: "같은 행위자의 협력 상대끼리도 협력하는 경향이 있습니다. 소개가 이루어지거나 여럿이 함께 일합니다.",
        not: "개별 행위자가 보는 값의 평균은 아닙니다. 협력 상대가 많은 행위자가 더 크게 반영되며, 평균은 평균 \
              군집 계수(average_clustering)입니다.",
    },
    formula: "3 x triangles / pairs of ties that meet",
    conventions: "From 0 to 1; not defined where no two ties meet, where NetworkX says 0. Direction and weights ignored, parallel \
                  ties count once.",
    source: "Newman (2003), doi:10.1137/S003614450342480",
};

pub(super) const AVERAGE_CLUSTERING: Explanation = Explanation {
    high: "Around a typical actor, partners are partners of one another.",
    not: "Not that large hubs are embedded in the same way: actors with two partners decide this mean.",
    ko: Korean {
        name: "평균 군집 계수",
        high: "보통의 행위자 주변에서는 협력 상대끼리도 서로 협력합니다.",
        not: "큰 중심 기관도 그렇다는 뜻은 아닙니다. 협력 상대가 두 곳인 행위자가 이 평균을 좌우합니다.",
    },
    formula: "mean of c(v) over all actors; see clustering",
    conventions: "From 0 to 1; actors with fewer than two partners count as 0; not defined without actors. Directed graphs as \
                  Fagiolo, weights ignored, parallel ties count once.",
    source: "Watts and Strogatz (1998), doi:10.1038/30918; Fagiolo (2007), doi:10.1103/PhysRevE.76.026107",
};

pub(super) const COMPONENTS: Explanation = Explanation {
    high: "The network is in many parts that nothing joins.",
    not: "Not that these parts never deal with each other: a tie that nobody recorded would join them.",
    ko: Korean {
        name: "연결 성분 수",
        high: "네트워크가 서로 이어지지 않은 여러 부분으로 나뉘어 있습니다.",
        not: "그 부분끼리 교류가 전혀 없다는 뜻은 아닙니다. 기록되지 않은 관계가 있으면 이어집니다.",
    },
    formula: "number of classes of actors that routes join, whatever the direction of their ties",
    conventions: "An isolated actor is a part of its own. Direction and weights ignored.",
    source: STRONG,
};

pub(super) const LARGEST_COMPONENT: Explanation = Explanation {
    high: "Most actors can in principle be reached from one another.",
    not: "Not that they are reached: routes may be long, weak or lead the other way.",
    ko: Korean {
        name: "최대 연결 성분 크기",
        high: "대부분의 행위자가 원칙적으로 서로 닿을 수 있습니다.",
        not: "실제로 닿는다는 뜻은 아닙니다. 경로가 길거나 약하거나 반대 방향일 수 있습니다.",
    },
    formula: "actors of the largest weak component",
    conventions: "Unit: actors. Direction and weights ignored.",
    source: STRONG,
};

pub(super) const STRONG_COMPONENTS: Explanation = Explanation {
    high: "Ties lead one way: few actors can be reached from those whom they reach.",
    not: "Not that the network is in pieces: see components.",
    ko: Korean {
        name: "강한 연결 성분 수",
        high: "관계가 한 방향으로 흐릅니다. 닿을 수 있는 곳에서 되돌아오는 길이 적습니다.",
        not: "네트워크가 조각났다는 뜻은 아닙니다. 연결 성분 수(components)를 함께 보아야 합니다.",
    },
    formula: "number of classes of actors that lead to one another and back along the ties",
    conventions: "Of directed graphs only. An actor without a way back is a class of its own. Weights ignored.",
    source: STRONG,
};

pub(super) const LARGEST_STRONG_COMPONENT: Explanation = Explanation {
    high: "Many actors can send to one another and hear back.",
    not: "Not how many can be reached one way.",
    ko: Korean {
        name: "최대 강한 연결 성분 크기",
        high: "많은 행위자가 서로 보내고 되돌려 받을 수 있습니다.",
        not: "한 방향으로 닿을 수 있는 곳이 몇 곳인지는 나타내지 않습니다.",
    },
    formula: "actors of the largest strong component",
    conventions: "Unit: actors. Of directed graphs only. Weights ignored.",
    source: STRONG,
};

pub(super) const ARTICULATION_POINTS: Explanation = Explanation {
    high: "Many actors hold some part to the rest alone.",
    not: "Not how much would be lost without each: it may be one partner; leverage and removal tell.",
    ko: Korean {
        name: "단절점 수",
        high: "혼자서 일부를 나머지와 이어 주는 행위자가 많습니다.",
        not: "각각이 없을 때 얼마나 잃는지는 나타내지 않습니다. 협력 상대 한 곳뿐일 수도 있으며, 지렛대 효과와 \
              제거 분석으로 확인합니다.",
    },
    formula: "actors whose removal raises the number of weak components",
    conventions: "Direction and weights ignored; parallel ties do not help against the loss of an actor.",
    source: CUTS,
};

pub(super) const BRIDGES: Explanation = Explanation {
    high: "Many ties hold some part to the rest alone.",
    not: "Not that these ties are weak or about to lapse.",
    ko: Korean {
        name: "브리지 수",
        high: "하나만으로 일부를 나머지와 이어 주는 관계가 많습니다.",
        not: "그 관계가 약하거나 곧 끊어진다는 뜻은 아닙니다.",
    },
    formula: "ties whose removal raises the number of weak components",
    conventions: "Direction and weights ignored; of parallel ties none is a bridge.",
    source: CUTS,
};

pub(super) const BLOCKS: Explanation = Explanation {
    high: "The network is a tree of many small parts, each hung to the next by one actor.",
    not: "Not the number of communities: one block may hold several, loosely joined.",
    ko: Korean {
        name: "이중 연결 블록 수",
        high: "네트워크가 작은 부분이 나무처럼 이어진 모습이며, 부분마다 행위자 하나로 다음 부분에 매달려 \
               있습니다.",
        not: "커뮤니티의 수는 아닙니다. 한 블록 안에 느슨하게 이어진 커뮤니티가 여럿 있을 수 있습니다.",
    },
    formula: "classes of ties, two being together if they are on a common circle; a bridge is a class of its own",
    conventions: "Direction and weights ignored.",
    source: CUTS,
};

pub(super) const ISOLATED: Explanation = Explanation {
    high: "Many actors are listed of whom no tie is recorded.",
    not: "Not that they have no partners: their ties may lie outside the view, the dates or the sources.",
    ko: Korean {
        name: "고립 행위자 수",
        high: "관계가 하나도 기록되지 않은 행위자가 많습니다.",
        not: "협력 상대가 없다는 뜻은 아닙니다. 보는 범위, 기간, 자료 밖에 관계가 있을 수 있습니다.",
    },
    formula: "actors without a tie to another",
    conventions: "Unit: actors. Self-ties do not count.",
    source: PLAIN,
};
