package dev.fuota.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MonitorServerTest {
  private final MonitorServer server = MonitorServer.start(MonitorSettings.loopback(0));
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void servesThePage() throws Exception {
    HttpResponse<String> page = get("/");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=utf-8");
    assertThat(page.body()).contains("<title>fuota</title>");
    assertThat(get("/page/index.html").body()).isEqualTo(page.body());
  }

  @Test
  void servesNothingBesidesThePage() throws Exception {
    for (String path :
        new String[] {
          "/page/../MonitorServer.class",
          "/page/%2e%2e/MonitorServer.class",
          "/page/..%2fMonitorServer.class",
          "/page/",
          "/page/absent.html",
          "/absent"
        }) {
      HttpResponse<String> answer = get(path);
      assertThat(answer.statusCode()).as(path).isIn(400, 404);
      assertThat(answer.body()).as(path).contains("\"error\":{\"code\":");
    }
  }

  private HttpResponse<String> get(String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + server.address().getPort() + path);
    return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }
}
