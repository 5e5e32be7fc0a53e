package dev.fuota.agent.msu;

import dev.fuota.hal.net.DatagramListener;
import dev.fuota.hal.net.DatagramPort;
import dev.fuota.protocol.msu.CcmCompleted;
import dev.fuota.protocol.msu.CodedTransfer;
import dev.fuota.protocol.msu.ConnectRequest;
import dev.fuota.protocol.msu.DataView;
import dev.fuota.protocol.msu.DisconnectRequest;
import dev.fuota.protocol.msu.FileContext;
import dev.fuota.protocol.msu.Ipv4;
import dev.fuota.protocol.msu.LocalCommand;
import dev.fuota.protocol.msu.MsuDecoded;
import dev.fuota.protocol.msu.MsuDecoder;
import dev.fuota.protocol.msu.MsuMessage;
import dev.fuota.protocol.msu.MsuType;
import dev.fuota.protocol.msu.Notification;
import dev.fuota.protocol.msu.Poll;
import dev.fuota.protocol.msu.ResetGroup;
import dev.fuota.protocol.msu.ScmCompleted;
import dev.fuota.protocol.msu.SetGroup;
import dev.fuota.protocol.msu.StatusRequest;
import dev.fuota.protocol.msu.StatusResponse;
import dev.fuota.protocol.msu.TransferAborted;
import dev.fuota.protocol.msu.TransferCompleted;
import dev.fuota.protocol.msu.WhoIs;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A device that is updated by Mass Software Upgrade.
 *
 * <p>What arrives is looked at in this order: is the source read at all, is it a message, and what
 * does the {@link MsuChart} do with it. Nothing that arrives makes this throw. Single-threaded: the
 * ports call it, and it calls them, on one thread.
 */
public final class MsuClient implements DatagramListener {
  private final MsuContext context;
  private final MsuChart chart;
  private MsuDecoder decoder;

  public MsuClient(MsuClientConfig config, MsuClientPorts ports) {
    this.context = new MsuContext(config, ports);
    this.chart = new MsuChart(context);
    this.decoder = new MsuDecoder(config.limits);
  }

  /** Begins, or goes on where a restart left off (M-01). */
  public void start() {
    command(LocalCommand.START);
  }

  /** Ends; an unfinished file can be gone on with after another {@link #start}. */
  public void stop() {
    command(LocalCommand.STOP);
  }

  /** A local command (MSU-143); those from the network are no messages (MSU-X29). */
  public void command(LocalCommand command) {
    if (command.equals(LocalCommand.START)) {
      chart.onStart();
    } else if (command.equals(LocalCommand.STOP)) {
      chart.onStop();
    } else {
      decoder = new MsuDecoder(context.config().limits);
      chart.onInit();
    }
  }

  /** What the next INIT command, or the next start, takes as configuration. */
  public void reconfigure(MsuClientConfig next) {
    context.configure(next);
  }

  /**
   * The image that runs has proved itself: older ones are refused from now on (MSU-X08).
   *
   * @param securityVersion of that image, u32
   */
  public void imageBooted(long securityVersion) {
    chart.raiseSecurityVersion(securityVersion);
  }

  public MsuState state() {
    return chart.core().state();
  }

  /** Where in the file the client is; empty outside of {@link MsuState#UPDATE}. */
  public Optional<MsuSubstate> substate() {
    return chart.core().substate();
  }

  /** The file that is being received; empty if none is. */
  public Optional<FileProgress> progress() {
    return chart.progress();
  }

  /** What a status request would be answered with. */
  public StatusResponse status() {
    return chart.core().status();
  }

  public MsuCounters counters() {
    return context.counters;
  }

  @Override
  public void onInterface(boolean up) {
    chart.onInterface(up);
  }

  @Override
  public void onDatagram(DatagramPort.Line line, int address, int port, ByteBuffer datagram) {
    Ipv4 source = new Ipv4(address);
    if (!chart.isListening()) {
      context.drop(Drop.NOT_RUNNING);
    } else if (!isRead(source, datagram)) { // MSU-041
      context.drop(Drop.WHITELIST);
    } else {
      receive(source, port, datagram);
    }
  }

  private boolean isRead(Ipv4 source, ByteBuffer datagram) {
    Access access = context.config().access;
    boolean connect =
        datagram.hasRemaining()
            && (datagram.get(datagram.position()) & 0xff) == MsuType.CONNECT_REQ.octet();
    return connect || (access != null && access.isRead(source));
  }

  private void receive(Ipv4 source, int port, ByteBuffer datagram) {
    MsuSecurity security = context.config().security;
    boolean secure = security == null || security.isGood(datagram, source);
    if (secure && DataView.isData(datagram) && chart.takesFrames()) {
      chart.receiving().onFrame(source, port, datagram);
      return;
    }
    MsuDecoded decoded = decode(datagram);
    if (decoded instanceof MsuDecoded.Rejected rejected) {
      context.counters.reject(rejected.reason(), context.now());
    } else if (decoded instanceof MsuDecoded.Ok ok) {
      ok.warnings().forEach(context.counters::warn);
      if (secure || ok.message() instanceof ConnectRequest) {
        dispatch(ok.message(), source, port, secure);
      } else {
        context.drop(Drop.SECURITY);
      }
    }
  }

  private MsuDecoded decode(ByteBuffer datagram) {
    Optional<FileContext> file = chart.fileContext();
    // Only our own messages are checked against the file here: the seed's carry what the chart
    // looks at itself, and a Notification announces another file.
    boolean ours = datagram.hasRemaining() && isOurs(datagram.get(datagram.position()) & 0xff);
    return ours && file.isPresent()
        ? decoder.decode(datagram, file.get())
        : decoder.decode(datagram);
  }

  private static boolean isOurs(int octet) {
    return octet == MsuType.POLL.octet() || octet == MsuType.CODED.octet();
  }

  private void dispatch(MsuMessage message, Ipv4 source, int port, boolean secure) {
    switch (message.type()) {
      case WHO_IS -> chart.onWhoIs((WhoIs) message, source, port);
      case SET_GROUP_ID -> {
        SetGroup set = (SetGroup) message;
        chart.onGroup(set.deviceId(), set.groupId(), source, port);
      }
      case RESET_GROUP_ID -> chart.onGroup(((ResetGroup) message).deviceId(), 0, source, port);
      case STATUS_REQ -> chart.onStatusRequest((StatusRequest) message, source, port);
      case CONNECT_REQ ->
          chart.connecting().onConnect((ConnectRequest) message, source, port, secure);
      case DISCONNECT_REQ ->
          chart.connecting().onDisconnect((DisconnectRequest) message, source, port);
      case NOTIFY_UPGRADE, NOTIFY_DOWNGRADE, NOTIFY_FORCE_UPGRADE ->
          chart.receiving().onNotification((Notification) message, source, port);
      case SCM_COMPLETED ->
          onFileMessage(((ScmCompleted) message).fileNumber(), message, source, port);
      case TRANSFER_COMPLETED ->
          onFileMessage(((TransferCompleted) message).fileNumber(), message, source, port);
      case CCM_COMPLETED ->
          onFileMessage(((CcmCompleted) message).fileNumber(), message, source, port);
      case POLL -> onFileMessage(((Poll) message).fileNumber(), message, source, port);
      case CODED -> onFileMessage(((CodedTransfer) message).fileNumber(), message, source, port);
      case TRANSFER_ABORTED -> chart.connecting().onAborted((TransferAborted) message, source);
      case DATA -> chart.receiving().onStrayFrame(source, port);
      case PASS_REQ, PASS_MSG -> context.drop(Drop.NOT_ENABLED); // MSU-144: off
      case SCM,
          CCM,
          STATUS_RES,
          I_AM,
          CREATE_GROUP_ACK,
          CONNECT_RES,
          DISCONNECT_RES,
          PASS_RES,
          REPORT ->
          context.drop(Drop.WRONG_DIRECTION);
      case USER_START, USER_STOP, USER_INIT -> context.drop(Drop.NOT_EXPECTED);
    }
  }

  /** What the server says of the file in progress. */
  private void onFileMessage(int fileNumber, MsuMessage message, Ipv4 source, int port) {
    Optional<Transfer> transfer = chart.receiving().transferFor(fileNumber, source, port);
    transfer.ifPresent(
        it -> {
          Reception reception = it.reception();
          if (message instanceof ScmCompleted completed) {
            reception.onScmCompleted(completed.retryFlag());
          } else if (message instanceof TransferCompleted) {
            reception.onTransferCompleted();
          } else if (message instanceof CcmCompleted) {
            reception.onCcmCompleted();
          } else if (message instanceof Poll poll) {
            it.onPoll(poll);
          } else if (message instanceof CodedTransfer coded) {
            it.onCoded(coded);
          }
        });
  }
}
