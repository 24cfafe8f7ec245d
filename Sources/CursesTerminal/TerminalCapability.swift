package import TextCanvas

/// What the open terminal can show.
nonisolated package struct TerminalCapability: Hashable, Sendable {
  /// `none` under NO_COLOR too.
  package let depth: ColorDepth
  /// Whether only ASCII is to be drawn: the locale is not UTF-8, or the person asked for it.
  package let ascii: Bool
}
