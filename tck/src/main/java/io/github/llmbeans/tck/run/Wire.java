package io.github.llmbeans.tck.run;

import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ProviderConfigBuilder;
import io.github.llmbeans.tck.Counting;
import io.github.llmbeans.tck.Endpoint;
import io.github.llmbeans.tck.server.Gate;
import io.github.llmbeans.tck.server.RecordedRequest;
import io.github.llmbeans.tck.server.Reply;
import java.net.URI;
import java.util.List;

/** What stands behind a provider during one check: a server that the kit plays, or the author's fault port. */
interface Wire extends AutoCloseable {

    /** Points a configuration at this wire. */
    void address(ProviderConfigBuilder config);

    /** Makes it trust this wire, if there is something to trust. */
    void trust(ProviderConfigBuilder config);

    /** What an endpoint does. */
    Script script(Endpoint endpoint);

    /** What each of its endpoints does. */
    List<Script> scripts();

    /** The requests for answers, read back. */
    List<ChatRequest> asked();

    /** The requests for token counts, read back. */
    List<Counting> counted();

    /** The raw requests of an endpoint. */
    List<RecordedRequest> requests(Endpoint endpoint);

    /** All raw requests. */
    List<RecordedRequest> requests();

    /** A gate that opens when the check ends. */
    Gate gate();

    /** The address, over TLS with a certificate that only who was told so trusts, if asked for. */
    URI address(boolean tls);

    /** A way to the server that can be held in the middle of an answer. */
    Line line(Time time);

    /** A stream in the vendor's form. */
    Reply stream(List<String> pieces);

    /** The last exchange for a failure's message. */
    String lastExchange();

    /** The check has been given up and may still be at work: nobody else is to meet it here. */
    void abandon();

    @Override
    void close();
}
