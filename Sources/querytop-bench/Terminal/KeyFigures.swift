/// How quickly a program answers keys.
struct KeyFigures {
  /// Milliseconds from each press to the first byte after it.
  private(set) var waits: [Double] = []
  /// Bytes written for each press, until nothing came for 15 ms.
  private(set) var bytes: [Double] = []
  private(set) var unanswered = 0

  /// Presses two keys in turn, 60 times, 50 ms apart.
  init(of run: TerminalRun, pressing keys: [String]) throws {
    let clock = ContinuousClock()
    for number in 0..<60 {
      let nextAt = clock.now + .milliseconds(50)
      try run.read(for: .zero)
      let before = run.meter.bytes
      if let wait = try run.press(keys[number % keys.count]) {
        waits.append(wait / .milliseconds(1))
        try run.read(for: .milliseconds(15))
        bytes.append(Double(run.meter.bytes - before))
      } else {
        unanswered += 1
      }
      try run.read(for: max(.zero, nextAt - clock.now))
    }
  }
}

extension [Double] {
  /// The value that a share of all, 0 to 1, does not exceed; nil of none.
  func percentile(_ share: Double) -> Double? {
    guard !isEmpty else { return nil }
    return sorted()[Swift.min(count - 1, Int(share * Double(count)))]
  }

  var median: Double? { percentile(0.5) }
}
