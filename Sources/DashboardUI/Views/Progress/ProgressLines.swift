import QueryCore
import TextCanvas

/// The lines that tell the progress of any work alike, a batch's, a query's or a job's: the bar with its share, and the times
/// with what is known of the end.
struct ProgressLines {
  let progress: BatchProgress
  /// Stands at the right of the bar.
  let share: SafeText
  let snapshot: TargetSnapshot
  let facts: Facts

  private var glyphs: GlyphSet { facts.options.glyphs }

  func bar(on frame: inout Frame, in rect: Rect) {
    let (left, right) = rect.splitLeft(rect.width - 9)
    progress.bar(glyphs: glyphs).draw(on: &frame, in: left)
    frame.put(
      share, x: right.maxX - share.width, y: rect.y, width: share.width,
      style: Style(.text, .bold))
  }

  /// Elapsed time at the left, the end at the right.
  ///
  /// - Parameter rate: stands between them where there is room.
  func times(on frame: inout Frame, in rect: Rect, y: Int, rate: StyledLine? = nil) {
    var left = StyledLine(
      !snapshot.state.isTerminal ? "elapsed " : "took ", Style(.muted))
    left.add(SafeText(snapshot.elapsed(at: facts.drawnAt).map(DurationText.short) ?? "-"))
    left.draw(on: &frame, x: rect.x, y: y, width: rect.width)
    // It begins in one place while both change, as far as there is room for that.
    let room = max(0, rect.width - Self.elapsedWidth)
    let right = endings.first { $0.width <= room } ?? endings.last ?? StyledLine()
    let start = max(
      rect.x + min(Self.elapsedWidth, rect.width),
      rect.maxX - max(right.width, snapshot.state.isTerminal ? 0 : Self.endingWidth))
    rate?.draw(
      on: &frame, x: rect.x + 18, y: y, width: max(0, start - rect.x - 18 - 1))
    right.draw(
      on: &frame, x: start, y: y, width: min(right.width, max(0, rect.maxX - start)))
  }

  /// Columns of `elapsed 59m59s` and a blank; no time that has passed is longer.
  private static let elapsedWidth = 15
  /// Columns of `ETA not known yet`; no range of an estimate is wider.
  private static let endingWidth = 17

  /// What is known of the end, as long as can be and in the few words that stand beside the elapsed time at 80 columns; never
  /// a promise of zero.
  private var endings: [StyledLine] {
    if snapshot.state.isTerminal {
      var line = StyledLine(
        glyphs.glyph(snapshot.state) + " ", Style(snapshot.state.role, .bold))
      line.add(SafeText(snapshot.state.word), Style(snapshot.state.role, .bold))
      return [line]
    }
    switch facts.estimate(of: snapshot) ?? .unknown {
    case .unknown:
      return ["ETA not known yet", "ETA not known"].map { StyledLine($0, Style(.muted)) }
    case .range(let earliest, let latest):
      var line = StyledLine("ETA ", Style(.muted))
      line.add(
        SafeText(DurationText.range(earliest, latest, dash: glyphs.dash)), Style(.text, .bold))
      return [line]
    case .stalled(let time):
      return ["stalled for", "stalled"].map {
        StyledLine(SafeText("\($0) \(DurationText.short(time))"), Style(.warning, .bold))
      }
    case .finished:
      let kind = snapshot.target.kind.rawValue
      return [
        "all done, waiting for the \(kind) to close", "all done, not closed yet", "not closed yet",
      ]
      .map { StyledLine(SafeText($0), Style(.muted)) }
    }
  }
}
