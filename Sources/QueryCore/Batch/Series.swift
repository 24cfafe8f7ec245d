/// A bounded history: when it is full, every second element but the newest goes, so that it always spans the whole
/// time watched at a falling resolution.
package struct Series<Element: Hashable & Sendable>: Hashable, Sendable {
  package private(set) var elements: [Element] = []
  package let capacity: Int

  package init(capacity: Int = 512) {
    self.capacity = max(4, capacity)
  }

  /// Appends one element, thinning the older half-density first when the series is full.
  package mutating func append(_ element: Element) {
    if elements.count >= capacity {
      let last = elements.count - 1
      elements = elements.enumerated().filter { $0.offset % 2 == 0 || $0.offset == last }.map(
        \.element)
    }
    elements.append(element)
  }

  /// Drops the elements that are not to be kept.
  package mutating func keep(where isKept: (Element) -> Bool) {
    elements.removeAll { !isKept($0) }
  }

  package var last: Element? { elements.last }
}
