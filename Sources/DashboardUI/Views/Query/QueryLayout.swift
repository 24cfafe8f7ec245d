import QueryCore
import TextCanvas

/// Where the parts of the query view lie: of a query or job watched by itself the progress above, and the queue beside it.
struct QueryLayout {
  /// Empty for a query of a batch, and where there is no room.
  let progress: Rect
  /// Empty where the provider tells nothing of its queue, and where there is no room.
  let queue: Rect
  /// The fields.
  let page: Rect

  /// Whether the progress stands in a box.
  var hasBox: Bool { progress.height >= 5 }

  init(_ view: QueryView, _ facts: Facts) {
    let area = facts.area
    guard case .target(let target) = view.subject, let snapshot = facts.target(target),
      snapshot.observedAt != nil
    else {
      (progress, queue, page) = (Self.empty, Self.empty, area)
      return
    }
    let isBox = area.width >= 40 && area.height >= 14
    let hasQueue =
      isBox && area.width >= 80 && snapshot.detail.query?.workflow.last != nil
    // The queue's graph needs height to be read.
    let height = isBox ? (hasQueue && area.height >= 30 ? 8 : 5) : area.height >= 8 ? 2 : 0
    let (top, rest) = area.splitTop(height)
    page = rest
    guard hasQueue else {
      (progress, queue) = (top, Self.empty)
      return
    }
    (progress, queue) = top.splitLeft(area.width * 3 / 5)
  }

  private static let empty = Rect(x: 0, y: 0, width: 0, height: 0)
}

/// The progress of one query or job, drawn as a batch's is: a batch of one, or of its parts where the provider tells them.
struct QueryProgressPanel {
  let snapshot: TargetSnapshot
  let facts: Facts

  private var glyphs: GlyphSet { facts.options.glyphs }
  private var detail: QueryDetail? { snapshot.detail.query }

  func draw(on frame: inout Frame, in rect: Rect) {
    guard !rect.isEmpty else { return }
    guard rect.height >= 5 else {
      let inside = rect.inset(dx: 2, dy: 0)
      lines.bar(on: &frame, in: inside.splitTop(1).top)
      lines.times(on: &frame, in: inside, y: inside.y + 1)
      return
    }
    let inside = PanelBox.draw(
      on: &frame, rect, title: "Progress", trailing: parts, borders: glyphs.borders
    ).inset(dx: 1, dy: 0)
    lines.bar(on: &frame, in: inside.splitTop(1).top)
    standing.draw(on: &frame, x: inside.x, y: inside.y + 1, width: inside.width)
    lines.times(on: &frame, in: inside, y: inside.maxY - 1)
  }

  /// The state, and the provider's word for it.
  private var standing: StyledLine {
    let style = Style(snapshot.state.role, .bold)
    var line = StyledLine(
      glyphs.glyph(snapshot.state) + " " + SafeText(snapshot.state.word), style)
    if let word = snapshot.providerStatus, word.lowercased() != snapshot.state.word {
      line.add(SafeText("   " + word), Style(.muted))
    }
    return line
  }

  private var parts: SafeText? {
    guard let ready = detail?.partsReady, let total = detail?.partsTotal, total > 1 else {
      return nil
    }
    return SafeText("\(CountText.grouped(ready)) of \(CountText.grouped(total)) parts")
  }

  private var lines: ProgressLines {
    ProgressLines(progress: progress, share: SafeText(share), snapshot: snapshot, facts: facts)
  }

  private var progress: BatchProgress {
    func one(_ state: QueryState) -> BatchProgress {
      BatchProgress(
        queued: state == .waiting ? 1 : 0, running: state == .running ? 1 : 0,
        succeeded: state == .succeeded ? 1 : 0,
        failed: state.isTerminal && state != .succeeded ? 1 : 0)
    }
    guard !snapshot.state.isTerminal, let counted = detail?.progress else {
      return one(snapshot.state)
    }
    // What is left of a running query runs; of one that waits it waits.
    return snapshot.state == .running
      ? BatchProgress(
        queued: 0, running: counted.queued, succeeded: counted.succeeded, failed: 0)
      : counted
  }

  /// What is done, never all of it while the query lives; nothing is said where the provider counts nothing.
  private var share: String {
    if snapshot.state == .succeeded { return "100 %" }
    if snapshot.state.isTerminal { return "" }
    if let percent = snapshot.shownPercent { return "\(percent) %" }
    guard let counted = detail?.progress else { return "" }
    return counted.isFinished ? "99.9 %" : PercentText.of(counted.finished, counted.total)
  }
}
