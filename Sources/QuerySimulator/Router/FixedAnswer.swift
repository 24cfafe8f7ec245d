/// What an id of no story is always answered with: the HTTP statuses a client has to know, and the
/// words the story does not come to.
///
/// `always_429` is answered with that status, `always_stopped` with that word. Polytomic's ids are
/// UUIDs: `20000000-0000-4000-8000-000000000429`, and `…000` for its word `unknown`.
enum FixedAnswer: Hashable, Sendable {
  /// 400 to 599.
  case status(Int)
  /// As the provider writes its words.
  case word(String)

  /// Reads an id; nil for one that is not of this form.
  init?(_ id: String, at provider: SimulatedProvider) {
    let prefix = provider == .polytomic ? "20000000-0000-4000-8000-000000000" : "always_"
    guard id.hasPrefix(prefix) else { return nil }
    let rest = id.dropFirst(prefix.count)
    if let status = Int(rest), (400...599).contains(status), rest.utf8.count == 3 {
      self = .status(status)
    } else if provider == .polytomic {
      guard rest == "000" else { return nil }
      self = .word("unknown")
    } else {
      let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
      guard !rest.isEmpty, rest.utf8.allSatisfy(letters.contains) else { return nil }
      self = .word(provider == .supermetrics ? rest.uppercased() : String(rest))
    }
  }

  /// The word an id is always answered with; nil for an id of the story, or of nothing.
  ///
  /// - Throws: `Refusal.injected` for an id that is always answered with an HTTP status.
  static func word(of id: String, at provider: SimulatedProvider) throws(Refusal) -> String? {
    switch FixedAnswer(id, at: provider) {
    case .status(let status): throw .injected(status: status)
    case .word(let word): word
    case nil: nil
    }
  }

  /// What tells nothing beside its word: a task that never ends.
  static func task(_ id: String) -> PlannedTask {
    PlannedTask(id: id, created: 0, start: 0, end: .max, rows: nil)
  }
}
