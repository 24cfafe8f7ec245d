/// The start and end of one query, in milliseconds from the start of the story.
struct StorySpan: Hashable, Sendable {
  let start: Int
  let end: Int
}
