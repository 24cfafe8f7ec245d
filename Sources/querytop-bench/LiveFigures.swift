/// What a program costs while nobody touches it, for each second.
struct LiveFigures {
  let bytes: Double
  let frames: Double
  /// Over the whole time.
  let bytesOutsideFrames: Int
  /// Percent of one core.
  let processor: Double

  /// Measures for so long.
  init(of run: TerminalRun, for time: Duration) throws {
    let clock = ContinuousClock()
    let before = (meter: run.meter, processor: try run.child.processorTime(), at: clock.now)
    try run.read(for: time)
    let spent = try run.child.processorTime() - before.processor
    let seconds = (clock.now - before.at) / .seconds(1)
    bytes = Double(run.meter.bytes - before.meter.bytes) / seconds
    frames = Double(run.meter.frames - before.meter.frames) / seconds
    // The mark of a frame that came in two reads is counted outside first, and taken back.
    bytesOutsideFrames = max(0, run.meter.bytesOutside - before.meter.bytesOutside)
    processor = spent / .seconds(1) / seconds * 100
  }
}
