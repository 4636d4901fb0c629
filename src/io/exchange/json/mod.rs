//! Graphs in JSON: node-link data of NetworkX, JSON Graph Format 1 and 2, Cytoscape.js, graphology.
//!
//! All four hold nodes and edges with data of any type. One reader tells them apart by their shape; each has a writer.

mod read;
mod write;

pub(in crate::io) use read::JsonGraph;
pub(in crate::io) use write::{CYTOSCAPE, GRAPHOLOGY, JGF, NODE_LINK};
