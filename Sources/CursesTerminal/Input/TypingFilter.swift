import TextCanvas

/// Tells what a hand types from what is pasted, where the terminal does not.
///
/// So many different keys in one read are nobody's typing. What comes right behind a paste is looked at before it is a key, too:
/// a text that holds the end of a paste must not press what stands behind it.
nonisolated struct TypingFilter: Hashable, Sendable {
  /// Keys in one read, repetitions of a held one counted once, that are a paste.
  enum Limit: Int, Hashable {
    /// A terminal that may not know how to mark a paste, until it has marked one. Six: as many keys as a stalled line brings of a fast hand.
    case unmarked = 6
    /// A terminal that marks them: all that is left is what a script types.
    case marked = 64
  }

  /// So many keys in one read are a paste whatever they are: two held for three seconds are fewer.
  private static let mostKeys = 100
  /// What goes on after so long is no part of the paste before.
  static let silence = Duration.milliseconds(50)

  private var limit: Limit
  /// Whether what is held back began as a paste; otherwise it stands behind one.
  private var isPaste = false
  private var held: [KeyPress] = []
  private var heldCount = 0
  /// When the paste is over, unless more comes; nil without one.
  private(set) var deadline: ContinuousClock.Instant?

  init(_ limit: Limit) {
    self.limit = limit
  }

  /// Sorts what one read brought.
  mutating func filter(_ tokens: [SequenceDecoder.Token], at now: ContinuousClock.Instant)
    -> [InputEvent]
  {
    var events = elapse(at: now)
    var run: [KeyPress] = []
    for token in tokens {
      if case .key(let key) = token {
        if key.isTyped {
          run.append(key)
          continue
        }
        // A key that types nothing, in the middle of pasted text: the text held its sequence.
        if isPaste, deadline != nil { continue }
      }
      events += end(of: run, at: now)
      run = []
      switch token {
      case .key(let key): events += release() + [.key(key)]
      case .mouse(let report): events.append(.mouse(report))
      case .report(let report): events.append(.report(report))
      case .paste(let text):
        events.append(.pasted(text))
        limit = .marked
        hold(until: now)
      case .strayPasteEnd:
        // What came since the paste ended was pasted, too.
        if deadline != nil, !isPaste { held = [] }
        if deadline != nil { hold(until: now) }
      }
    }
    return events + end(of: run, at: now)
  }

  /// Lets go of what was held back, when nothing more has come.
  mutating func elapse(at now: ContinuousClock.Instant) -> [InputEvent] {
    guard let deadline, now >= deadline else { return [] }
    return release()
  }

  /// What is to be done with keys that came together.
  private mutating func end(of run: [KeyPress], at now: ContinuousClock.Instant) -> [InputEvent] {
    guard !run.isEmpty else { return [] }
    if deadline == nil {
      guard run.count > Self.mostKeys || Self.strokes(run) >= limit.rawValue else {
        return run.map(InputEvent.key)
      }
      isPaste = true
    }
    heldCount += run.count
    held += run.prefix(max(0, PastedText.longest - held.count))
    hold(until: now)
    return []
  }

  private mutating func hold(until now: ContinuousClock.Instant) { deadline = now + Self.silence }

  private mutating func release() -> [InputEvent] {
    defer { (isPaste, held, heldCount, deadline) = (false, [], 0, nil) }
    guard !held.isEmpty else { return [] }
    if isPaste {
      let bytes = held.flatMap { Array($0.typedText.utf8) }
      return [.pasted(PastedText(bytes, of: heldCount > held.count ? .max : bytes.count))]
    }
    // Behind a paste, one key is a key; several were torn from it.
    return Self.strokes(held) == 1 && held.count < limit.rawValue ? held.map(InputEvent.key) : []
  }

  /// Keys, one held down counted once.
  private static func strokes(_ keys: [KeyPress]) -> Int {
    1 + zip(keys, keys.dropFirst()).count { $0 != $1 }
  }
}

nonisolated extension KeyPress {
  /// Whether pasted text would press it.
  fileprivate var isTyped: Bool {
    switch self {
    case .character, .control, .enter, .tab, .backspace, .escape, .alt: true
    default: false
    }
  }

  /// What it stands for in a text.
  fileprivate var typedText: String {
    switch self {
    case .character(let character): String(character)
    case .enter: "\n"
    case .tab: "\t"
    default: ""
    }
  }
}
