package io.panelws.jetty.contract.plain;

import static io.panelws.jetty.contract.CaseRequest.get;
import static io.panelws.jetty.contract.CaseRequest.post;

import io.panelws.jetty.contract.CaseRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The security constraints of web.xml. */
final class SecurityCases extends PlainGroup {

    private static final CaseRequest SECURE = get("/secure/page");

    SecurityCases() {
        super("security");
        serve("/secure/page", SecurityCases::who);
        serve("/post-secure/page", SecurityCases::who);
        serve("/login", (request, response) -> {
            request.login("ada", request.getParameter("password"));
            who(request, response);
            request.logout();
            response.getOutputStream().print("then " + request.getUserPrincipal());
        });
        serve("/authenticate", (request, response) -> {
            if (request.authenticate(response)) {
                who(request, response);
            }
        });
        check("secure-none", "no credentials", SECURE.expecting(401));
        check("secure-right", "the right password", basic(SECURE, "ada", "lovelace"));
        check("secure-wrong", "a wrong password", basic(SECURE, "ada", "wrong").expecting(401));
        check("secure-unknown", "an unknown user", basic(SECURE, "eve", "x").expecting(401));
        check(
                "secure-role",
                "a user without the role",
                basic(SECURE, "bob", "builder").expecting(403));
        check(
                "secure-scheme",
                "another scheme",
                SECURE.header("Authorization", "Bearer x").expecting(401));
        check(
                "secure-malformed",
                "credentials that are no base64",
                SECURE.header("Authorization", "Basic ***").expecting(500));
        check(
                "secure-twice",
                "refused, then let in, then refused",
                SECURE.expecting(401),
                basic(SECURE, "ada", "lovelace"),
                SECURE.expecting(401));
        check("secure-head", "HEAD without credentials", SECURE.method("HEAD").expecting(401));
        check("secure-get", "a constraint on POST does not touch GET", get("/post-secure/page"));
        check(
                "secure-post",
                "a constraint on POST",
                post("/post-secure/page", "text/plain", "x").expecting(401));
        check(
                "secure-nobody",
                "a constraint that lets nobody in",
                get("/nobody/page").expecting(403));
        check(
                "secure-voluntary",
                "credentials where none are needed",
                basic(get("/post-secure/page"), "ada", "lovelace"));
        check("login", "login and logout by the servlet", get("/login?password=lovelace"));
        check(
                "login-wrong",
                "login by the servlet with a wrong password",
                get("/login?password=x").expecting(500));
        check("authenticate", "authenticate by the servlet", basic(get("/authenticate"), "bob", "builder"));
        check(
                "authenticate-none",
                "authenticate by the servlet, no credentials",
                get("/authenticate").expecting(401));
    }

    private static CaseRequest basic(CaseRequest request, String user, String password) {
        byte[] credentials = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials));
    }

    private static void who(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Answers.text(
                response,
                request.getUserPrincipal() == null
                        ? null
                        : request.getUserPrincipal().getName(),
                request.getRemoteUser(),
                request.getAuthType(),
                request.isUserInRole("operator"),
                request.isUserInRole("guest"));
    }
}
