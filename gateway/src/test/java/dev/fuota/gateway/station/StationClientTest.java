package dev.fuota.gateway.station;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.gateway.concentrator.Board;
import dev.fuota.gateway.concentrator.Concentrator;
import dev.fuota.gateway.concentrator.ConcentratorSettings;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.region.Region;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class StationClientTest {
  private static final String CONFIG =
      "{'msgtype':'router_config','NetID':null,'JoinEui':null,'region':'EU863','DRs':[[12,125,0],"
          + "[11,125,0],[10,125,0],[9,125,0],[8,125,0],[7,125,0],[7,250,0],[0,0,0],[-1,0,0]],"
          + "'freq_range':[863000000,870000000],'MuxTime':1.5}";
  private static final String UPLINK = "400102030480010002AA01020304";

  private final Board board = new Board();
  private final List<String> opened = new ArrayList<>();
  private final List<Instant> times = new ArrayList<>();
  private final List<JsonNode> said = new ArrayList<>();
  private LnsTransport.Listener line = new Nobody();
  private int open;
  private final StationClient station = station(board.concentrator);

  private StationClient station(Concentrator concentrator) {
    return new StationClient(
        concentrator,
        Region.EU868,
        "ws://lns:1887",
        this::open,
        board.world,
        board.world,
        new SplittableRandom(1));
  }

  private LnsTransport.Connection open(String uri, LnsTransport.Listener listener) {
    opened.add(uri);
    times.add(board.world.instant());
    line = listener;
    open++;
    return new LnsTransport.Connection() {
      @Override
      public void send(String text) {
        said.add(JsonMapper.shared().readTree(text));
      }

      @Override
      public void close() {
        open--;
      }
    };
  }

  /** Before the first connection. */
  private static final class Nobody implements LnsTransport.Listener {
    @Override
    public void onOpen() {
      throw new AssertionError("nothing is open yet");
    }

    @Override
    public void onText(String text) {
      throw new AssertionError("nothing is open yet");
    }

    @Override
    public void onClosed() {
      throw new AssertionError("nothing is open yet");
    }
  }

  private void say(String json) {
    line.onText(json.replace('\'', '"'));
  }

  private void connect(StationClient client) {
    client.start();
    line.onOpen();
    say("{'router':'::1','muxs':'::0','uri':'ws://lns:3001/gateway/1'}");
    line.onOpen();
    say(CONFIG);
  }

  private JsonNode heard() {
    said.clear();
    Instant end = board.world.instant();
    station.onHeard(
        board.concentrator.heard(Bytes.fromHex(UPLINK), 868_300_000, Board.SF7, -80, 7.5, end));
    return said.get(0);
  }

  // GW-07
  @Test
  @DisplayName("Discovery, version, configuration, and only then frames")
  void connects() {
    station.start();
    assertThat(opened).containsExactly("ws://lns:1887/router-info");
    line.onOpen();
    assertThat(said.get(0).get("router").stringValue()).isEqualTo("01-02-03-04-05-06-07-08");
    say("{'router':'::1','muxs':'::0','uri':'ws://lns:3001/gateway/1'}");
    assertThat(opened).endsWith("ws://lns:3001/gateway/1");
    assertThat(open).isEqualTo(1);
    line.onOpen();
    assertThat(said.get(1).get("msgtype").stringValue()).isEqualTo("version");
    assertThat(said.get(1).get("protocol").intValue()).isEqualTo(2);
    assertThat(station.isConnected()).isFalse();
    say(CONFIG);
    assertThat(station.isConnected()).isTrue();
    JsonNode up = heard();
    assertThat(up.get("msgtype").stringValue()).isEqualTo("updf");
    assertThat(up.get("DR").intValue()).isEqualTo(5);
    assertThat(up.get("FPort").intValue()).isEqualTo(2);
    assertThat(up.get("FRMPayload").stringValue()).isEqualTo("AA");
    long gps = up.get("upinfo").get("gpstime").longValue();
    assertThat(gps)
        .isEqualTo(
            1000
                * board
                    .concentrator
                    .gpsMillis(Instant.parse("2026-01-01T00:00:00Z"))
                    .orElseThrow());
  }

  private String classA(long xtime, int rx1Rate) {
    return "{'msgtype':'dnmsg','DevEui':'01-00-00-00-00-00-00-01','dC':0,'diid':7,'pdu':'60',"
        + "'RxDelay':1,'RX1DR':"
        + rx1Rate
        + ",'RX1Freq':868300000,'RX2DR':0,"
        + "'RX2Freq':869525000,'xtime':"
        + xtime
        + ",'rctx':3,'priority':1}";
  }

  // GW-07
  @Test
  @DisplayName("A class A downlink is sent in RX1, and reported when it was")
  void sendsInRx1() {
    connect(station);
    board.pass(Duration.ofSeconds(7));
    Instant end = board.world.instant();
    long xtime = heard().get("upinfo").get("xtime").longValue();
    said.clear();
    say(classA(xtime, 5));
    assertThat(said).isEmpty();
    board.pass(Duration.ofSeconds(3));
    assertThat(board.times).containsExactly(end.plusSeconds(1));
    assertThat(board.emissions.get(0).frequencyHz()).isEqualTo(868_300_000);
    assertThat(board.emissions.get(0).modulation()).isEqualTo(Board.SF7);
    JsonNode report = said.get(0);
    assertThat(report.get("msgtype").stringValue()).isEqualTo("dntxed");
    assertThat(report.get("diid").intValue()).isEqualTo(7);
    assertThat(report.get("rctx").intValue()).isEqualTo(3);
    assertThat(report.get("xtime").longValue()).isEqualTo(xtime + 1_000_000);
  }

  // GW-07
  @Test
  @DisplayName("Where RX1 is taken or unknown, RX2 is used")
  void sendsInRx2() {
    connect(station);
    Instant end = board.world.instant();
    long xtime = heard().get("upinfo").get("xtime").longValue();
    say(classA(xtime, 5));
    say(classA(xtime, 5));
    board.pass(Duration.ofSeconds(4));
    assertThat(board.times).containsExactly(end.plusSeconds(1), end.plusSeconds(2));
    assertThat(board.emissions.get(1).frequencyHz()).isEqualTo(869_525_000);
    Instant later = board.world.instant();
    say(classA(heard().get("upinfo").get("xtime").longValue(), 8));
    board.pass(Duration.ofSeconds(4));
    assertThat(board.times).hasSize(3).endsWith(later.plusSeconds(2));
  }

  @Test
  @DisplayName("Times of another session are not used")
  void refusesOtherSessions() {
    connect(station);
    long xtime = heard().get("upinfo").get("xtime").longValue();
    say(classA(xtime ^ (1L << 50), 5));
    say(classA(0, 5));
    board.pass(Duration.ofSeconds(4));
    assertThat(board.emissions).isEmpty();
  }

  // GW-07
  @Test
  @DisplayName("Class B is sent at GPS time, class C at once")
  void sendsClassBAndC() {
    connect(station);
    Instant now = board.world.instant();
    long gps = 1000 * board.concentrator.gpsMillis(now.plusSeconds(20)).orElseThrow();
    say(
        "{'msgtype':'dnmsg','dC':1,'diid':1,'pdu':'60','DR':3,'Freq':869525000,'gpstime':"
            + gps
            + "}");
    say("{'msgtype':'dnmsg','dC':2,'diid':2,'pdu':'61','RX2DR':0,'RX2Freq':869525000}");
    board.pass(Duration.ofSeconds(30));
    assertThat(board.times).containsExactly(now.plus(Concentrator.LEAD), now.plusSeconds(20));
    assertThat(board.emissions.get(0).phyPayload()).isEqualTo(Bytes.fromHex("61"));
    assertThat(said).noneMatch(message -> message.toString().contains("dntxed"));
  }

  // GW-07
  @Test
  @DisplayName("A station without receiver learns GPS time from the server")
  void synchronises() {
    Concentrator blind =
        new Concentrator(
            Board.ID,
            ConcentratorSettings.of(Region.EU868).withGps(false),
            board,
            board.world,
            board.world);
    connect(station(blind));
    JsonNode question = said.get(said.size() - 1);
    assertThat(question.get("msgtype").stringValue()).isEqualTo("timesync");
    Instant asked = board.world.instant();
    board.pass(Duration.ofMillis(200));
    // The server answered half way: 100 ms after the question it was GPS time 1000 s.
    say("{'msgtype':'timesync','txtime':" + question.get("txtime") + ",'gpstime':1000000000}");
    say(
        "{'msgtype':'dnmsg','dC':1,'diid':1,'pdu':'60','DR':3,'Freq':869525000,"
            + "'gpstime':1005000000}");
    board.pass(Duration.ofSeconds(10));
    assertThat(board.times).containsExactly(asked.plusMillis(5100));
  }

  @Test
  @DisplayName("A server that is away is asked again, ever more rarely, for ever")
  void reconnects() {
    connect(station);
    line.onClosed();
    assertThat(station.isConnected()).isFalse();
    for (int i = 0; i < 60; i++) {
      board.pass(Duration.ofSeconds(90));
      line.onClosed();
    }
    assertThat(Duration.between(times.get(times.size() - 2), times.get(times.size() - 1)))
        .isBetween(Duration.ofSeconds(60), Duration.ofSeconds(165));
    for (int attempts = opened.size(); opened.size() == attempts; ) {
      board.pass(Duration.ofSeconds(1));
    }
    line.onOpen();
    say("{'uri':'ws://lns:3001/gateway/1'}");
    line.onOpen();
    say(CONFIG);
    assertThat(station.isConnected()).isTrue();
    assertThat(heard().get("msgtype").stringValue()).isEqualTo("updf");
    assertThat(open).isEqualTo(1);
  }

  @Test
  @DisplayName("A server that does not answer is given up after 20 s")
  void losesPatience() {
    station.start();
    line.onOpen();
    board.pass(Duration.ofSeconds(25));
    assertThat(opened).hasSize(2);
    line.onOpen();
    say("{'error':'who are you?'}");
    board.pass(Duration.ofSeconds(5));
    assertThat(opened).hasSize(3);
    station.stop();
    board.pass(Duration.ofHours(1));
    assertThat(opened).hasSize(3);
    assertThat(open).isZero();
  }

  @Test
  @DisplayName("Whatever the server says, the station lives on")
  void survivesAnything() {
    connect(station);
    SplittableRandom random = new SplittableRandom(2);
    String[] seeds = {
      classA(5, 5), CONFIG, "{'msgtype':'timesync','xtime':1,'gpstime':1000000000}", "{}", ""
    };
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder(seeds[i % seeds.length].replace('\'', '"'));
      for (int n = text.isEmpty() ? 0 : random.nextInt(4); n > 0; n--) {
        text.setCharAt(random.nextInt(text.length()), (char) (32 + random.nextInt(95)));
      }
      line.onText(text.toString());
    }
    say(CONFIG);
    assertThat(heard().get("msgtype").stringValue()).isEqualTo("updf");
  }
}
