package import TextCanvas

/// What a terminal sent, understood.
nonisolated package enum InputEvent: Hashable, Sendable {
  case key(KeyPress)
  case mouse(MouseReport)
  case pasted(PastedText)
  case report(TerminalReport)
}

/// Bytes of a terminal, with the times at which they came, in; events out.
nonisolated package struct InputDecoder: Hashable, Sendable {
  private var sequences: SequenceDecoder
  private var typing: TypingFilter

  /// - Parameters:
  ///   - described: whole sequences of the terminal's own description and their keys.
  ///   - marksPastes: whether the terminal brackets what is pasted (private mode 2004).
  package init(described: [[UInt8]: KeyPress] = [:], marksPastes: Bool) {
    sequences = SequenceDecoder(described: described)
    typing = TypingFilter(marksPastes ? .marked : .unmarked)
  }

  /// When ``elapse(at:)`` is to be called if nothing is read until then; nil for never.
  package var deadline: ContinuousClock.Instant? {
    [sequences.deadline, typing.deadline].compactMap(\.self).min()
  }

  /// Takes what one read brought.
  package mutating func decode(_ bytes: some Sequence<UInt8>, at now: ContinuousClock.Instant)
    -> [InputEvent]
  {
    typing.filter(sequences.decode(bytes, at: now), at: now)
  }

  /// What time makes of the bytes that came so far: an Escape alone becomes the key, a paste without an end ends.
  package mutating func elapse(at now: ContinuousClock.Instant) -> [InputEvent] {
    typing.filter(sequences.elapse(at: now), at: now)
  }
}
