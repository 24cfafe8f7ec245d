import TextCanvas

/// The one grammar for all that a terminal sends: bytes go in, keys, the mouse, pastes and reports come out.
///
/// It follows the parser of a VT500 (https://vt100.net/emu/dec_ansi_parser), which knows every form a terminal's answer can
/// have, whether or not anybody understands it: a sequence is swallowed whole, and no byte of one is ever a key. Characters are
/// UTF-8 whatever the locale; the 8-bit forms of control characters are known where they are no part of a character.
///
/// Time is handed in. What is begun is given up after a silence, so that the keyboard never stays dead: see ``deadline``.
nonisolated struct SequenceDecoder: Hashable, Sendable {
  enum Token: Hashable, Sendable {
    case key(KeyPress)
    case mouse(MouseReport)
    case report(TerminalReport)
    case paste(PastedText)
    /// The end of a paste that nobody began.
    case strayPasteEnd
  }

  /// The kinds of string a terminal may send: only of an operating system command anything is understood.
  enum StringKind: Hashable { case command, other }

  enum State: Hashable {
    case ground
    /// After ESC; whether there were two of them.
    case escape(twice: Bool)
    /// After ESC and a sign from space to slash.
    case escapeIntermediate(UInt8)
    case sequence
    case consoleFunction
    /// After ESC O.
    case shifted
    case mouse(MouseBytes)
    /// So many bytes of a report of xterm's highlighting are to come.
    case highlight(Int)
    case string(StringKind, sawEscape: Bool)
    /// So many bytes of the end marker have come.
    case paste(matched: Int)
  }

  /// How long an ESC waits for the rest of its sequence before it is the Escape key.
  static let escapeDelay = Duration.milliseconds(100)
  /// How long a sequence that has begun for certain, a torn character or a paste waits for the next byte.
  static let silence = Duration.seconds(1)

  /// More bytes of a sequence are not kept, nor is it understood.
  private static let longestKept = 1024
  static let pasteEnd = Array("\u{1B}[201~".utf8)

  /// The keys of the terminal's own description, for what is not known here.
  private let described: [[UInt8]: KeyPress]
  var state = State.ground
  var kept: [UInt8] = []
  /// All bytes since the sequence or paste began, kept or not.
  var length = 0
  /// What Alt is held with is a character of several bytes.
  var isAlt = false
  /// Whether the sequence was begun by one 8-bit character.
  private var isEightBit = false
  /// Whether the sequence stands behind an ESC that is none of its own, or is rxvt's way to say Alt.
  private var followsEscape = false
  var character = PartialCharacter()
  private var lastByte: ContinuousClock.Instant?
  var tokens: [Token] = []

  /// - Parameter described: whole sequences and their keys.
  init(described: [[UInt8]: KeyPress] = [:]) {
    self.described = described
  }

  /// When what has begun is given up; nil while nothing has.
  var deadline: ContinuousClock.Instant? {
    guard let lastByte else { return nil }
    switch state {
    case .ground: return character.isEmpty ? nil : lastByte + Self.silence
    case .escape, .escapeIntermediate: return lastByte + Self.escapeDelay
    // An introducer alone may be a letter held with Alt, and a number and $ a key of rxvt's.
    case .sequence, .shifted, .string(_, sawEscape: false):
      let isOpen = length == 0 || isShiftOfRxvt
      return lastByte + (isOpen ? Self.escapeDelay : Self.silence)
    case .consoleFunction, .mouse, .highlight, .string, .paste: return lastByte + Self.silence
    }
  }

  /// Takes what one read brought.
  mutating func decode(_ bytes: some Sequence<UInt8>, at now: ContinuousClock.Instant) -> [Token] {
    var given = elapse(at: now)
    lastByte = now
    for byte in bytes { take(byte) }
    given += tokens
    tokens = []
    return given
  }

  /// Gives up what has waited for too long: what could have been a key by itself becomes one.
  mutating func elapse(at now: ContinuousClock.Instant) -> [Token] {
    guard let deadline, now >= deadline else { return [] }
    abandon()
    defer { tokens = [] }
    return tokens
  }

  // MARK: Bytes

  mutating func take(_ byte: UInt8) {
    switch state {
    case .ground: takeGround(byte)
    case .escape(let twice): takeEscape(byte, twice: twice)
    case .escapeIntermediate(let first): takeIntermediate(byte, after: first)
    case .sequence: takeSequence(byte)
    case .consoleFunction:
      reset()
      if let key = ControlSequence.consoleKey(byte) { tokens.append(.key(key)) }
    case .shifted: takeShifted(byte)
    case .mouse(var bytes):
      let (isWhole, belongs) = bytes.take(byte)
      state = .mouse(bytes)
      if isWhole { abandon() }
      if !belongs { take(byte) }
    case .highlight(let left):
      if left > 1 { state = .highlight(left - 1) } else { reset() }
    case .string(let kind, let sawEscape): takeString(byte, kind, sawEscape: sawEscape)
    case .paste(let matched): takePaste(byte, matched: matched)
    }
  }

  private mutating func takeEscape(_ byte: UInt8, twice: Bool) {
    switch byte {
    case 0x1B:
      // A held Escape: two are kept back, for rxvt's way to say Alt and an arrow.
      if twice { tokens.append(.key(.escape)) }
      begin(.escape(twice: true))
    case UInt8(ascii: "["):
      begin(.sequence)
      followsEscape = twice
    case UInt8(ascii: "O"):
      begin(.shifted)
      followsEscape = twice
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "^"),
      UInt8(ascii: "_"):
      if twice { tokens.append(.key(.escape)) }
      let isCommand = byte == UInt8(ascii: "]")
      begin(.string(isCommand ? .command : .other, sawEscape: false))
    default:
      if twice { tokens.append(.key(.escape)) }
      reset()
      if let key = described[[0x1B, byte]] { return tokens.append(.key(key)) }
      if (0x20...0x2F).contains(byte) { return begin(.escapeIntermediate(byte)) }
      // A string's end that comes late.
      if byte == UInt8(ascii: "\\") { return }
      isAlt = true
      takeGround(byte)
    }
  }

  /// Behind ESC and a sign: the end of a sequence nobody understands, where it comes at once.
  private mutating func takeIntermediate(_ byte: UInt8, after first: UInt8) {
    if (0x30...0x7E).contains(byte) { return reset() }
    if (0x20...0x2F).contains(byte) { return }
    abandon()
    take(byte)
  }

  private mutating func takeSequence(_ byte: UInt8) {
    switch byte {
    case 0x20...0x3F: keep(byte)
    case 0x40...0x7E: end(byte)
    case 0x7F: break
    default: cancel(by: byte)
    }
  }

  private mutating func end(_ final: UInt8) {
    let escape: [Token] = followsEscape ? [.key(.escape)] : []
    if length == 0 {
      if "[MtT".utf8.contains(final) { tokens += escape }
      switch final {
      case UInt8(ascii: "["): return begin(.consoleFunction)
      case UInt8(ascii: "M"): return begin(.mouse(MouseBytes()))
      case UInt8(ascii: "t"): return begin(.highlight(2))
      case UInt8(ascii: "T"): return begin(.highlight(6))
      default: break
      }
    }
    let (body, isWhole, isHeld) = (kept, length == kept.count, followsEscape)
    reset()
    let sequence = ControlSequence(body: isWhole ? body : [], final: isWhole ? final : 0)
    var key = sequence.key ?? described[Array("\u{1B}[".utf8) + body + [final]]
    let report = TerminalReport(sequence)
    // Held with Alt, rxvt's keys have a second ESC before them; before all else it was the Escape key.
    if key == nil || report != nil { tokens += escape }
    if isHeld { key = key?.byWord }
    if final == UInt8(ascii: "~"), body == Array("200".utf8) {
      begin(.paste(matched: 0))
    } else if final == UInt8(ascii: "~"), body == Array("201".utf8) {
      tokens.append(.strayPasteEnd)
    } else if let report {
      tokens.append(.report(report))
    } else if let mouse = MouseReport(sequence) {
      tokens.append(.mouse(mouse))
    } else if let key {
      tokens.append(.key(key))
    }
  }

  private mutating func takeShifted(_ byte: UInt8) {
    switch byte {
    case 0x30...0x3B: keep(byte)
    case 0x20, 0x40...0x7E:
      let (body, isHeld) = (kept, followsEscape)
      reset()
      let key =
        ControlSequence.shiftedKey(byte) ?? described[Array("\u{1B}O".utf8) + body + [byte]]
      if let key {
        tokens.append(.key(isHeld ? key.byWord : key))
      }
    default: cancel(by: byte)
    }
  }

  // MARK: States

  mutating func begin(_ next: State) {
    reset()
    state = next
  }

  /// Begins what an 8-bit control character begins; others are nothing.
  mutating func begin(eightBit byte: UInt8) {
    switch byte {
    case 0x8F: begin(.shifted)
    case 0x9B: begin(.sequence)
    case 0x9D: begin(.string(.command, sawEscape: false))
    case 0x90, 0x98, 0x9E, 0x9F: begin(.string(.other, sawEscape: false))
    default: reset()
    }
    // Nothing types one: there is no letter it could be instead.
    if state != .ground { isEightBit = true }
  }

  mutating func reset() {
    state = .ground
    kept = []
    length = 0
    isAlt = false
    isEightBit = false
    followsEscape = false
    character = PartialCharacter()
  }

  mutating func keep(_ byte: UInt8) {
    length += 1
    if kept.count < Self.longestKept { kept.append(byte) }
  }

  private var isShiftOfRxvt: Bool {
    state == .sequence && kept.count > 1 && kept.last == UInt8(ascii: "$")
      && kept.dropLast().allSatisfy { (0x30...0x39).contains($0) }
  }

  /// A byte that cannot be one of the sequence ends it.
  private mutating func cancel(by byte: UInt8) {
    // What was cut off was no letter held with Alt.
    if !isShiftOfRxvt { isEightBit = true }
    abandon()
    // These two are sent to end a sequence, and for nothing else.
    if byte != 0x18, byte != 0x1A { take(byte) }
  }

  /// Ends what has begun, as if nothing more were to come of it.
  private mutating func abandon() {
    let (old, body, isAlone) = (state, kept, length == 0 && !isEightBit)
    let (isShifted, followedEscape) = (isShiftOfRxvt, followsEscape)
    if case .paste(let matched) = old {
      for part in Self.pasteEnd[..<matched] { keepPasted(part) }
      return endPaste()
    }
    reset()
    switch old {
    case .escape(let twice): tokens += Array(repeating: .key(.escape), count: twice ? 2 : 1)
    case .escapeIntermediate(let sign): type(alt: sign)
    case .sequence where followedEscape && !isShifted: tokens.append(.key(.escape))
    case .sequence where isShifted:
      let sequence = ControlSequence(body: body.dropLast(), final: UInt8(ascii: "$"))
      if let key = sequence.key { tokens.append(.key(key)) }
    case .sequence where isAlone: type(alt: UInt8(ascii: "["))
    case .shifted where isAlone: type(alt: UInt8(ascii: "O"))
    case .string(.command, sawEscape: false) where isAlone: type(alt: UInt8(ascii: "]"))
    case .mouse(let bytes): if let report = bytes.report { tokens.append(.mouse(report)) }
    default: break
    }
  }

  private mutating func type(alt sign: UInt8) {
    tokens.append(.key(.alt(Character(Unicode.Scalar(sign)))))
  }
}
