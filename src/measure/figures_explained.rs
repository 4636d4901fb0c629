//! What the figures that need no file of their own tell a reader.

use super::Explanation;

const PLAIN: &str = "Wasserman and Faust (1994), doi:10.1017/CBO9780511815478";
const CUTS: &str = "Hopcroft and Tarjan (1973), doi:10.1145/362248.362272";
const STRONG: &str = "Tarjan (1972), doi:10.1137/0201010";

pub(super) const DENSITY: Explanation = Explanation {
    high: "A large part of all possible partnerships exists.",
    not: "Not comparable between networks of different sizes, in which nobody can have as many partners as there are actors.",
    formula: "tied pairs / (n (n - 1) / 2); in a directed graph tied ordered pairs / (n (n - 1))",
    conventions: "From 0 to 1; not defined below two actors, where NetworkX says 0. Parallel ties count once, self-ties and weights \
                  are ignored.",
    source: PLAIN,
};

pub(super) const RECIPROCITY: Explanation = Explanation {
    high: "What one side extends is mostly returned by the other.",
    not: "Not that the exchange is even in what it carries; and where returns were not recorded it is too low.",
    formula: "arcs that are answered by one the other way / all arcs",
    conventions: "From 0 to 1; of directed graphs only, not defined without ties. Parallel ties count once, self-ties and weights \
                  are ignored.",
    source: PLAIN,
};

pub(super) const TRANSITIVITY: Explanation = Explanation {
    high: "Partners of the same actor tend to be partners themselves: introductions are made, or groups work together.",
    not: "Not the mean of what single actors see: actors with many partners count for more; average_clustering is the mean.",
    formula: "3 x triangles / pairs of ties that meet",
    conventions: "From 0 to 1; not defined where no two ties meet, where NetworkX says 0. Direction and weights ignored, parallel \
                  ties count once.",
    source: "Newman (2003), doi:10.1137/S003614450342480",
};

pub(super) const AVERAGE_CLUSTERING: Explanation = Explanation {
    high: "Around a typical actor, partners are partners of one another.",
    not: "Not that large hubs are embedded in the same way: actors with two partners decide this mean.",
    formula: "mean of c(v) over all actors; see clustering",
    conventions: "From 0 to 1; actors with fewer than two partners count as 0; not defined without actors. Directed graphs as \
                  Fagiolo, weights ignored, parallel ties count once.",
    source: "Watts and Strogatz (1998), doi:10.1038/30918; Fagiolo (2007), doi:10.1103/PhysRevE.76.026107",
};

pub(super) const COMPONENTS: Explanation = Explanation {
    high: "The network is in many parts that nothing joins.",
    not: "Not that these parts never deal with each other: a tie that nobody recorded would join them.",
    formula: "number of classes of actors that routes join, whatever the direction of their ties",
    conventions: "An isolated actor is a part of its own. Direction and weights ignored.",
    source: STRONG,
};

pub(super) const LARGEST_COMPONENT: Explanation = Explanation {
    high: "Most actors can in principle be reached from one another.",
    not: "Not that they are reached: routes may be long, weak or lead the other way.",
    formula: "actors of the largest weak component",
    conventions: "Unit: actors. Direction and weights ignored.",
    source: STRONG,
};

pub(super) const STRONG_COMPONENTS: Explanation = Explanation {
    high: "Ties lead one way: few actors can be reached from those whom they reach.",
    not: "Not that the network is in pieces: see components.",
    formula: "number of classes of actors that lead to one another and back along the ties",
    conventions: "Of directed graphs only. An actor without a way back is a class of its own. Weights ignored.",
    source: STRONG,
};

pub(super) const LARGEST_STRONG_COMPONENT: Explanation = Explanation {
    high: "Many actors can send to one another and hear back.",
    not: "Not how many can be reached one way.",
    formula: "actors of the largest strong component",
    conventions: "Unit: actors. Of directed graphs only. Weights ignored.",
    source: STRONG,
};

pub(super) const ARTICULATION_POINTS: Explanation = Explanation {
    high: "Many actors hold some part to the rest alone.",
    not: "Not how much would be lost without each: it may be one partner; leverage and removal tell.",
    formula: "actors whose removal raises the number of weak components",
    conventions: "Direction and weights ignored; parallel ties do not help against the loss of an actor.",
    source: CUTS,
};

pub(super) const BRIDGES: Explanation = Explanation {
    high: "Many ties hold some part to the rest alone.",
    not: "Not that these ties are weak or about to lapse.",
    formula: "ties whose removal raises the number of weak components",
    conventions: "Direction and weights ignored; of parallel ties none is a bridge.",
    source: CUTS,
};

pub(super) const BLOCKS: Explanation = Explanation {
    high: "The network is a tree of many small parts, each hung to the next by one actor.",
    not: "Not the number of communities: one block may hold several, loosely joined.",
    formula: "classes of ties, two being together if they are on a common circle; a bridge is a class of its own",
    conventions: "Direction and weights ignored.",
    source: CUTS,
};

pub(super) const ISOLATED: Explanation = Explanation {
    high: "Many actors are listed of whom no tie is recorded.",
    not: "Not that they have no partners: their ties may lie outside the view, the dates or the sources.",
    formula: "actors without a tie to another",
    conventions: "Unit: actors. Self-ties do not count.",
    source: PLAIN,
};
