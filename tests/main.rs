//! All integration tests.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

// Random networks that the laws are tried on.
mod random;

// A slow program that says what access and leverage are, and the library held against it.
mod exactness;
mod opportunities;
mod oracle;

// Laws of access and leverage, and of their simulation error.
mod laws;
mod sampling;

// How sure a ranking is: ranges, fragility, checks, Shapley values.
mod sure;

// Leverage of ties and by relation, and the way that serves all sources at once.
mod blockcut;
mod ties;

// Input that is refused, and what is told about it.
mod bad_input;
mod fuzz;
mod hostile;

// The networks that come with the program.
mod builtin;

// Which ties count when, and for whom.
mod views;

// Measures against published values and against NetworkX.
mod measures;

// Brokers against published numbers, and the program that tells them.
mod brokers;

// The ladder against facts read by hand.
mod ladder;

// Communities, random networks and removal as the program tells them.
mod trials;

// Files of graphs that other programs read and write.
mod exchange;
mod pajek_and_dl;
mod samples;
mod written;

// Tables: folders of comma-separated files in and out, and what is told about bad ones.
mod bad_tables;
// Programmes on the real networks, and how policies spread.
mod programmes;
// Parts of a simulation, put together.
mod merge;

// Scenarios beside access.
mod depth;

// Value, years, and routes in time.
mod time;

// Scenarios, played again by other means.
mod scenarios;

mod tables;
// What goes wrong outside the program.
#[cfg(unix)]
mod faults;

// Workbooks that are written.
#[cfg(feature = "xlsx")]
mod template;
#[cfg(feature = "xlsx")]
mod workbooks;
// The program as a user meets it.
mod cli;

// Pathways and the national layer.
mod pathways;
// Pictures of the real networks.
mod pictures;
// Their pixels and pages.
mod raster;
// Their colours, for readers who confuse some.
mod colours;

// Progress that is told, and work that is stopped.
mod compare;
mod control;

// The page to be read offline, in a real browser.
mod page;

// What README and examples show, and that every public item has an example.
mod docs;
mod examples;
// Routes against all there are, and the program that tells and draws them.
mod reports;
mod routes;

// Answers in Korean.
mod korean;
