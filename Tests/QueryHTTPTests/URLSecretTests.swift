import QueryHTTP
import Testing

struct URLSecretTests {
  @Test(arguments: [
    "https://user:pw@x/v1/jobs/a", "https://token@x/v1/jobs/a", "https://x/v1/jobs/a?api_key=k",
    "https://x/v1/jobs/a?b=c&ACCESS_TOKEN=k", "https://x/v1/jobs/a#access_token=k",
    #"https://x/query/status?json={"api_key":"k","schedule_id":"x1"}"#,
    "https://x/query/status?json=%7B%22api%5Fkey%22%3A%22k%22%7D", "https://x/a?api%5Fkey=k",
    "https://x?key=k", "https://x/a;b?c=d;token=k",
  ])
  func `a key in a URL is found`(url: String) {
    #expect(RequestPath.holdsSecret(url))
  }

  @Test(arguments: [
    "https://x/v1/jobs/a", "https://x/query/status?schedule_id=api_key", "https://x/key/token",
    #"https://x/query/status?json={"schedule_id":"x1"}"#, "", "supermetrics:batch/key",
  ])
  func `a URL without one is clean`(url: String) {
    #expect(!RequestPath.holdsSecret(url))
  }
}
