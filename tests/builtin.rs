//! The networks that come with the program load without a problem and are what they are said to be.

#![allow(clippy::unwrap_used)]

use proxeny::io::BUILTINS;
use proxeny::leverage::Access;
use proxeny::{Network, View};
use std::collections::HashSet;

#[test]
fn they_are_as_large_as_they_are_said_to_be() {
    let expected = [
        ("seoul", 301, 495, 20, "smg", "KR"),
        ("singapore", 84, 134, 8, "sg_gov", "SG"),
        ("netherlands", 117, 187, 10, "rotterdam", "NL"),
    ];
    assert_eq!(BUILTINS.len(), expected.len());
    for (name, actors, ties, programmes, focal, home) in expected {
        let network = Network::builtin(name).unwrap();
        assert_eq!(network.id(), name);
        assert_eq!((network.actors().len(), network.ties().len()), (actors, ties), "{name}");
        assert_eq!(network.programmes().len(), programmes, "{name}");
        assert_eq!(network.graph()[network.focal().unwrap()].id, focal);
        assert_eq!((network.home(), network.as_of().map(|date| date.to_string())), (Some(home), Some("2026".into())));
        assert_eq!(network.warnings(), [], "{name}");
        let file = Network::from_path(format!("{}/networks/{name}.json", env!("CARGO_MANIFEST_DIR"))).unwrap();
        assert_eq!(file.digest(), network.digest());
    }
}

#[test]
fn everything_in_them_has_a_source_and_a_declared_kind() {
    for (name, _) in BUILTINS {
        let network = Network::builtin(name).unwrap();
        let mut cited: HashSet<&str> = HashSet::new();
        for (_, tie) in network.ties() {
            assert!(!tie.sources.is_empty(), "{name}: tie {} has no source", tie.id);
            let kind = network.tie_kinds().get(&tie.kind).unwrap_or_else(|| panic!("{name}: tie kind `{}`", tie.kind));
            assert!(kind.strength.is_some() && kind.conveys.is_some() && !kind.note.is_empty(), "{}", tie.kind);
            assert!(network.stage(tie).is_some(), "{name}: tie {} is on no rung", tie.id);
            cited.extend(tie.sources.iter().map(String::as_str));
        }
        for (_, actor) in network.actors() {
            assert!(network.actor_kinds().contains_key(&actor.kind), "{name}: kind `{}` of {}", actor.kind, actor.id);
            assert!(actor.layer.is_some(), "{name}: {} is in no layer", actor.id);
            assert!(!actor.label("en").is_empty());
            cited.extend(actor.sources.iter().map(String::as_str));
        }
        cited.extend(network.programmes().iter().flat_map(|p| &p.sources).map(String::as_str));
        let attributes: Vec<_> = network.actors().map(|(_, actor)| format!("{:?}", actor.attributes)).collect();
        let attributes = attributes.concat();
        for (id, source) in network.sources() {
            assert!(!source.title.is_empty(), "{name}: source {id} has no title");
            // Figures such as populations name their sources in attributes of their own.
            let is_used = cited.contains(id.as_str()) || attributes.contains(&format!("\"{id}\""));
            assert!(is_used, "{name}: nothing cites {id}");
        }
    }
}

#[test]
fn kinds_have_names_in_both_languages() {
    for (name, _) in BUILTINS {
        let network = Network::builtin(name).unwrap();
        let actor_labels = network.actor_kinds().iter().map(|(kind, declared)| (kind, &declared.label));
        let labels = actor_labels.chain(network.tie_kinds().iter().map(|(kind, declared)| (kind, &declared.label)));
        for (kind, label) in labels {
            assert!(!label.is_empty() && label.get("en") != label.get("ko"), "{name}: {kind}");
        }
    }
}

/// Every mandate can be asked, of all that was recorded and of the state today.
#[test]
fn their_mandates_have_an_answer() {
    for (name, _) in BUILTINS {
        let network = Network::builtin(name).unwrap();
        assert_eq!(network.mandates().keys().collect::<Vec<_>>(), ["export", "export_all", "knowledge"]);
        for mandate in network.mandates().values() {
            assert!(!mandate.title.is_empty() && !mandate.note.is_empty() && mandate.max_intermediaries == Some(3));
            for view in [View::ever(), View::today(&network)] {
                let result = Access::new(mandate).view(view).worlds(512).leverage(&network).unwrap();
                assert!(result.access.access.estimate > 0.0, "{name}: {}", mandate.id);
                assert!(result.access.conceivable >= result.access.access.estimate);
            }
        }
    }
}
