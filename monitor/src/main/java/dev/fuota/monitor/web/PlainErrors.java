package dev.fuota.monitor.web;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Errors below the routes, such as a request that is no HTTP, in the form that all errors have. */
final class PlainErrors extends ErrorHandler {

  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int code,
      String message,
      @Nullable Throwable cause,
      Callback callback) {
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, Reply.JSON);
    response.write(true, ByteBuffer.wrap(body(code)), callback);
  }

  private static byte[] body(int status) {
    return Reply.error(status, ErrorView.of("HTTP_" + status, "this is no request for this server"))
        .content()
        .toArray();
  }
}
