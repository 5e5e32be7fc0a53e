package dev.fuota.agent.msu;

import dev.fuota.agent.chart.Chart;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Command;
import dev.fuota.protocol.msu.ChunkComplaint;
import dev.fuota.protocol.msu.CodedTransfer;
import dev.fuota.protocol.msu.ConnectResponse;
import dev.fuota.protocol.msu.DataTransfer;
import dev.fuota.protocol.msu.DisconnectResponse;
import dev.fuota.protocol.msu.Ipv4;
import dev.fuota.protocol.msu.LocalCommand;
import dev.fuota.protocol.msu.MsuMessage;
import dev.fuota.protocol.msu.MsuType;
import dev.fuota.protocol.msu.Passthrough;
import dev.fuota.protocol.msu.Poll;
import dev.fuota.protocol.msu.ResetGroup;
import dev.fuota.protocol.msu.SequenceComplaint;
import dev.fuota.protocol.msu.SetGroup;
import dev.fuota.protocol.msu.StatusResponse;
import dev.fuota.protocol.msu.TransferAborted;
import dev.fuota.protocol.msu.WhoIs;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The chart of an MSU client: its main states, those of UPDATE one by one. The file has three
 * chunks, of four, four and two frames; all random times are the shortest.
 */
public final class ClientChart {
  private static final int NEXT_ID = 0x5566_7788;
  private static final Bytes SECOND = Cycle.random(40, 8);

  private MsuBench bench = new MsuBench(MsuClientConfig.open(), 0);

  private ClientChart() {}

  /** The chart. */
  public static Chart<ClientChart, Command> of() {
    Chart<ClientChart, Command> chart =
        new Chart<>(
            "Mass Software Upgrade client",
            ClientChart::new,
            ClientChart::state,
            ClientChart::sent);
    states(chart);
    localEvents(chart);
    connectionEvents(chart);
    fileEvents(chart);
    timeEvents(chart);
    otherEvents(chart);
    return chart;
  }

  private static void states(Chart<ClientChart, Command> chart) {
    chart
        .state("INIT", on -> {})
        .state("CONFIG", ClientChart::uncommissioned)
        .state("LISTENING", on -> on.bench.started())
        .state("CONNECTED", on -> on.connected())
        .state("JOIN", on -> on.announced())
        .state("RECV", on -> on.frames(1, 1, 2))
        .state("SCM_WAIT", on -> on.frames(1, 1, 2, 4))
        .state("SCM_SENT", on -> on.frames(1, 1, 2, 4).pass(21))
        .state("CHUNK_OK", on -> on.frames(1, 1, 2, 3, 4))
        .state("IDLE", on -> on.frames(1, 1, 2, 3, 4).tell(Cycle.closed()))
        .state("CCM_WAIT", on -> on.frames(1, 1, 2, 3, 4).tell(Cycle.sentAll()))
        .state("CCM_SENT", on -> on.frames(1, 1, 2, 3, 4).tell(Cycle.sentAll()).pass(21))
        .state("STALL", on -> on.frames(1, 1, 2, 3, 4).pass(10_001))
        .state("FINALIZATION", ClientChart::complete);
  }

  private static void localEvents(Chart<ClientChart, Command> chart) {
    chart
        .event("START", on -> on.bench.command(LocalCommand.START))
        .event("STOP", on -> on.bench.command(LocalCommand.STOP))
        .event("INIT", on -> on.bench.command(LocalCommand.INIT))
        .event("the interface goes and comes", ClientChart::flicker)
        .event("it comes with another address", ClientChart::move)
        .event("restart within Connection_timeout", on -> on.restart(1000))
        .event("restart after it", on -> on.restart(70_000));
  }

  private static void connectionEvents(Chart<ClientChart, Command> chart) {
    chart
        .event("Who-Is", on -> on.tell(WhoIs.everybody()).pass(1))
        .event("Set group", on -> on.tell(new SetGroup(3, 0, MsuBench.CLIENT)))
        .event("Reset group", on -> on.tell(new ResetGroup(0, MsuBench.CLIENT)))
        .event("Status request", on -> on.tell(Cycle.ask()))
        .event("Connect", on -> on.tell(Cycle.connect(Cycle.ID)))
        .event("Connect, new id", on -> on.tell(Cycle.connect(NEXT_ID)))
        .event(
            "Connect, another server",
            on ->
                on.tellFrom(Cycle.OTHER, Cycle.connect(Cycle.OTHER, NEXT_ID, 0, Optional.empty())))
        .event("Disconnect", on -> on.tell(Cycle.disconnect(Cycle.ID)))
        .event("Disconnect, other id", on -> on.tell(Cycle.disconnect(NEXT_ID)));
  }

  private static void fileEvents(Chart<ClientChart, Command> chart) {
    chart
        .event("Notification", on -> on.tell(Cycle.announce(Cycle.ID)))
        .event("Notification, other id", on -> on.tell(Cycle.announce(NEXT_ID)))
        .event(
            "Notification, file 2",
            on -> on.tell(Cycle.announce(Cycle.ID, 2, SECOND, "b.txt", OptionalInt.empty())))
        .event("Data, a frame of chunk 1 that is missing or held", on -> on.tell(Cycle.frame(1, 3)))
        .event("Data, the last frame of chunk 1", on -> on.tell(Cycle.frame(1, 4)))
        .event("Data, the first frame of chunk 2", on -> on.tell(Cycle.frame(2, 1)))
        .event("Data, another source", on -> on.tellFrom(Cycle.OTHER, Cycle.frame(2, 1)))
        .event("SCM completed, flag 0", on -> on.tell(Cycle.closed()))
        .event("SCM completed, flag 2", on -> on.tell(Cycle.again()))
        .event("Transfer completed", on -> on.tell(Cycle.sentAll()))
        .event("CCM completed", on -> on.tell(Cycle.repeatedAll()))
        .event("Transfer aborted", on -> on.tell(Cycle.abort(Cycle.ID)))
        .event("Transfer aborted, other id", on -> on.tell(Cycle.abort(NEXT_ID)))
        .event("Transfer aborted, other file", on -> on.tell(new TransferAborted(2, Cycle.ID)));
  }

  private static void timeEvents(Chart<ClientChart, Command> chart) {
    chart
        .event("21 ms pass: T_scm, T_ccm, T_status", on -> on.pass(21))
        .event("1.1 s pass: T_gap, T_impl too", on -> on.pass(1100))
        .event("10 s pass: T_upd too", on -> on.pass(10_001))
        .event("60 s pass: T_conn too", on -> on.pass(60_001));
  }

  private static void otherEvents(Chart<ClientChart, Command> chart) {
    Bytes nothing = Bytes.EMPTY;
    chart
        .event(
            "Passthrough",
            on -> on.tell(new Passthrough(MsuType.PASS_REQ, 0, 0, MsuBench.CLIENT, 1, nothing)))
        .event("Poll, without the profile", on -> on.tell(new Poll(1, 1, 3, true, 0, Cycle.ID)))
        .event(
            "Coded, without the profile",
            on -> on.tell(new CodedTransfer(1, 1, 0xc000_0000, Bytes.of((byte) 1))))
        .event("START from the network", on -> on.tell(LocalCommand.START))
        .event("what only clients send", on -> on.tell(new ChunkComplaint(1, List.of(1L))))
        .event("no message", on -> on.bench.from(Cycle.SERVER, Bytes.of((byte) 0)));
  }

  private void uncommissioned() {
    bench = new MsuBench(MsuClientConfig.production(), 0);
    bench.started();
  }

  private ClientChart connected() {
    bench.started();
    return tell(Cycle.connect(Cycle.ID));
  }

  private ClientChart announced() {
    connected();
    return tell(Cycle.announce(Cycle.ID));
  }

  private ClientChart frames(int chunk, int... sequences) {
    announced();
    for (int sequence : sequences) {
      tell(Cycle.frame(chunk, sequence));
    }
    return this;
  }

  private void complete() {
    frames(1, 1, 2, 3, 4);
    for (DataTransfer frame :
        List.of(
            Cycle.frame(2, 1),
            Cycle.frame(2, 2),
            Cycle.frame(2, 3),
            Cycle.frame(2, 4),
            Cycle.frame(3, 1),
            Cycle.frame(3, 2))) {
      tell(frame);
    }
  }

  private ClientChart tell(MsuMessage message) {
    return tellFrom(Cycle.SERVER, message);
  }

  private ClientChart tellFrom(Ipv4 source, MsuMessage message) {
    bench.from(source, message);
    return this;
  }

  private ClientChart pass(long ms) {
    bench.runUntil((long) bench.ms() + ms);
    return this;
  }

  private void flicker() {
    bench.client.onInterface(false);
    bench.client.onInterface(true);
  }

  private void move() {
    bench.client.onInterface(false);
    bench.address = new Ipv4(MsuBench.CLIENT.bits() + 1);
    bench.client.onInterface(true);
  }

  private void restart(long down) {
    boolean ran = bench.client.state() != MsuState.INIT;
    bench.die(true);
    pass(down);
    if (ran) {
      bench.client.start();
    }
  }

  private String state() {
    return bench.substate().map(Enum::name).orElseGet(() -> bench.client.state().name());
  }

  private List<String> sent() {
    return bench.messages().stream().map(ClientChart::inWords).toList();
  }

  private static String inWords(MsuMessage message) {
    String name = message.type().name();
    if (message instanceof ConnectResponse response) {
      return name + " " + response.code().number();
    }
    if (message instanceof DisconnectResponse response) {
      return name + " " + response.code().number();
    }
    if (message instanceof StatusResponse response) {
      String status = response.status().name().toLowerCase(Locale.ROOT).replace('_', ' ');
      return name + " " + status + " " + response.code().number();
    }
    if (message instanceof SequenceComplaint complaint) {
      return name + " " + complaint.chunk() + " " + HexFormat.of().toHexDigits(complaint.bitmap());
    }
    if (message instanceof ChunkComplaint complaint) {
      return name + " " + complaint.chunks();
    }
    return name;
  }
}
