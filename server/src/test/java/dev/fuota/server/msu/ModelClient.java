package dev.fuota.server.msu;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.msu.CcmCompleted;
import dev.fuota.protocol.msu.ConnectRequest;
import dev.fuota.protocol.msu.ConnectResponse;
import dev.fuota.protocol.msu.DataTransfer;
import dev.fuota.protocol.msu.DeviceIdentity;
import dev.fuota.protocol.msu.DeviceParameters;
import dev.fuota.protocol.msu.DisconnectRequest;
import dev.fuota.protocol.msu.DisconnectResponse;
import dev.fuota.protocol.msu.Endpoint;
import dev.fuota.protocol.msu.GroupAck;
import dev.fuota.protocol.msu.IAm;
import dev.fuota.protocol.msu.Ipv4;
import dev.fuota.protocol.msu.MsgType;
import dev.fuota.protocol.msu.MsuMessage;
import dev.fuota.protocol.msu.Notification;
import dev.fuota.protocol.msu.ResponseCode;
import dev.fuota.protocol.msu.ScmCompleted;
import dev.fuota.protocol.msu.SetGroup;
import dev.fuota.protocol.msu.Status;
import dev.fuota.protocol.msu.StatusCode;
import dev.fuota.protocol.msu.StatusRequest;
import dev.fuota.protocol.msu.StatusResponse;
import dev.fuota.protocol.msu.TransferAborted;
import dev.fuota.protocol.msu.TransferCompleted;
import dev.fuota.protocol.msu.WhoIs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A client as MSU wants it, as far as a server can tell, with faults to switch on. */
final class ModelClient {
  private final MsuWorld world;
  private final Ipv4 id;
  private final List<MsuMessage> heard = new ArrayList<>();
  private final List<ModelFile> done = new ArrayList<>();
  private Endpoint endpoint;
  private DeviceParameters parameters = new DeviceParameters(10, 0, 0, 2, 2, 10, 32);
  private Optional<String> commParam = Optional.empty();
  private int groupId;
  private ResponseCode answer = ResponseCode.GOOD;
  private boolean isDead;
  private Predicate<MsuMessage> loses = message -> false;
  private Predicate<MsuMessage> keepsBack = message -> false;
  private int transactionId;
  private boolean isConnected;
  private boolean isAborted;
  private Status status = Status.FAIL;
  private StatusCode code = StatusCode.NO_TRANSACTION;
  private @Nullable ModelFile file;

  ModelClient(MsuWorld world, Ipv4 id) {
    this.world = world;
    this.id = id;
    this.endpoint = new Endpoint(id, 40_000);
  }

  ModelClient parameters(DeviceParameters value) {
    parameters = value;
    return this;
  }

  ModelClient commParam(String value) {
    commParam = Optional.of(value);
    return this;
  }

  ModelClient group(int value) {
    groupId = value;
    return this;
  }

  /** Answers each Connect like this. */
  ModelClient answers(ResponseCode value) {
    answer = value;
    return this;
  }

  /** Does not hear these. */
  ModelClient loses(Predicate<MsuMessage> which) {
    loses = which;
    return this;
  }

  ModelClient loses(double share) {
    return loses(message -> world.random().nextDouble() < share);
  }

  /** What it says of these does not arrive. */
  ModelClient keepsBack(Predicate<MsuMessage> which) {
    keepsBack = which;
    return this;
  }

  ModelClient at(Endpoint where) {
    endpoint = where;
    return this;
  }

  void die() {
    isDead = true;
  }

  void revive() {
    isDead = false;
  }

  Ipv4 id() {
    return id;
  }

  Endpoint endpoint() {
    return endpoint;
  }

  int transactionId() {
    return transactionId;
  }

  boolean isConnected() {
    return isConnected;
  }

  boolean isAborted() {
    return isAborted;
  }

  int groupId() {
    return groupId;
  }

  List<MsuMessage> heard() {
    return heard;
  }

  /** The files that it has whole. */
  List<Bytes> files() {
    return done.stream().map(ModelFile::content).toList();
  }

  void say(MsuMessage message) {
    if (!isDead && !keepsBack.test(message)) {
      world.toServer(endpoint, message);
    }
  }

  void sayIAm() {
    say(
        new IAm(
            groupId,
            MsgType.CLIENT,
            id,
            DeviceIdentity.NONE,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            commParam,
            Optional.of(parameters),
            0,
            Bytes.EMPTY));
  }

  void hear(MsuMessage message) {
    if (isDead || loses.test(message)) {
      return;
    }
    heard.add(message);
    if (message instanceof WhoIs whoIs && whoIs.covers(id)) {
      world.after(world.random().nextInt(500), this::sayIAm);
    } else if (message instanceof SetGroup group) {
      groupId = group.groupId();
      say(new GroupAck(groupId, false, id));
    } else if (message instanceof ConnectRequest request) {
      onConnect(request);
    } else if (message instanceof StatusRequest) {
      sayStatus();
    } else if (isConnected) {
      onCycle(message);
    }
  }

  private void onConnect(ConnectRequest request) {
    say(ConnectResponse.to(request.transactionId(), answer));
    if (answer.isGood() && request.transactionId() != transactionId) {
      transactionId = request.transactionId();
      isConnected = true;
      status = Status.IN_PROGRESS;
      code = StatusCode.NONE;
    }
  }

  private void onCycle(MsuMessage message) {
    if (message instanceof Notification notification) {
      onNotification(notification);
    } else if (message instanceof DisconnectRequest request) {
      isConnected = false;
      say(DisconnectResponse.to(request.transactionId(), ResponseCode.GOOD));
    } else if (message instanceof TransferAborted) {
      isAborted = true;
      end(Status.FAIL, StatusCode.ABORTED);
    } else if (file != null) {
      onTransfer(file, message);
    }
  }

  private void onNotification(Notification notification) {
    boolean isNew = notification.fileNumber() > done.size() && file == null;
    boolean isMine = notification.groupId().orElse(groupId) == groupId;
    if (isNew && isMine) {
      file = new ModelFile(world, this, notification);
      status = Status.IN_PROGRESS;
      code = StatusCode.NONE;
    }
  }

  private static void onTransfer(ModelFile running, MsuMessage message) {
    if (message instanceof DataTransfer data) {
      running.onData(data);
    } else if (message instanceof ScmCompleted completed) {
      running.onScmCompleted(completed.retryFlag());
    } else if (message instanceof TransferCompleted || message instanceof CcmCompleted) {
      running.onRound();
    }
  }

  /** All frames are there. */
  void onComplete(ModelFile complete) {
    done.add(complete);
    end(Status.PASS, StatusCode.NONE);
    StatusResponse result = status();
    long wait = world.random().nextInt(250);
    world.after(wait, () -> say(result));
    world.after(wait + 10, () -> say(result));
  }

  private void end(Status result, StatusCode why) {
    file = null;
    status = result;
    code = why;
  }

  /** Ends the running file with a failure and reports it. */
  void fail(StatusCode why) {
    end(Status.FAIL, why);
    sayStatus();
  }

  void sayStatus() {
    say(status());
  }

  private StatusResponse status() {
    return new StatusResponse(status, code, transactionId, id, 0);
  }
}
