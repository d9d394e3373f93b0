namespace Turnstone.Postgres.Tests.RealWorld;

/// <summary>Roundcube's schema at version 0.1, from which its version files go on.</summary>
/// <remarks>The package ships the newest schema only. This is that one, with every column, table and name taken back that a version file adds, and
/// what one drops put in; a row in each table gives the files' updates something to do.</remarks>
static class RoundcubeVersion01
{
    public const string Text = """
        CREATE SEQUENCE user_ids INCREMENT BY 1 NO MAXVALUE NO MINVALUE CACHE 1;
        CREATE SEQUENCE identity_ids INCREMENT BY 1 NO MAXVALUE NO MINVALUE CACHE 1;
        CREATE SEQUENCE contact_ids INCREMENT BY 1 NO MAXVALUE NO MINVALUE CACHE 1;
        CREATE SEQUENCE cache_ids INCREMENT BY 1 NO MAXVALUE NO MINVALUE CACHE 1;
        CREATE SEQUENCE message_ids INCREMENT BY 1 NO MAXVALUE NO MINVALUE CACHE 1;

        CREATE TABLE users (user_id integer DEFAULT nextval('user_ids'::text) PRIMARY KEY, username varchar(128) DEFAULT '' NOT NULL,
            mail_host varchar(128) DEFAULT '' NOT NULL, alias varchar(128) DEFAULT '' NOT NULL, created timestamp with time zone DEFAULT now() NOT NULL,
            last_login timestamp with time zone DEFAULT now() NOT NULL, "language" varchar(5) DEFAULT 'en' NOT NULL, preferences text DEFAULT '' NOT NULL);
        CREATE TABLE "session" (sess_id varchar(40) DEFAULT '' PRIMARY KEY, created timestamp with time zone DEFAULT now() NOT NULL,
            changed timestamp with time zone DEFAULT now() NOT NULL, ip varchar(16) NOT NULL, vars text NOT NULL);
        CREATE TABLE identities (identity_id integer DEFAULT nextval('identity_ids'::text) PRIMARY KEY, user_id integer NOT NULL REFERENCES users (user_id),
            del integer DEFAULT 0 NOT NULL, standard integer DEFAULT 0 NOT NULL, name varchar(128) NOT NULL, organization varchar(128), email varchar(128) NOT NULL,
            "reply-to" varchar(128), bcc varchar(128), signature text, html_signature integer DEFAULT 0 NOT NULL);
        CREATE TABLE contacts (contact_id integer DEFAULT nextval('contact_ids'::text) PRIMARY KEY, user_id integer NOT NULL REFERENCES users (user_id),
            changed timestamp with time zone DEFAULT now() NOT NULL, del integer DEFAULT 0 NOT NULL, name varchar(128) DEFAULT '' NOT NULL,
            email varchar(128) DEFAULT '' NOT NULL, firstname varchar(128) DEFAULT '' NOT NULL, surname varchar(128) DEFAULT '' NOT NULL, vcard text);
        CREATE TABLE "cache" (cache_id integer DEFAULT nextval('cache_ids'::text) PRIMARY KEY, user_id integer NOT NULL REFERENCES users (user_id),
            session_id varchar(40) REFERENCES "session" (sess_id), cache_key varchar(128) DEFAULT '' NOT NULL,
            created timestamp with time zone DEFAULT now() NOT NULL, data text NOT NULL);
        CREATE TABLE messages (message_id integer DEFAULT nextval('message_ids'::text) PRIMARY KEY, user_id integer NOT NULL REFERENCES users (user_id),
            del integer DEFAULT 0 NOT NULL, cache_key varchar(128) DEFAULT '' NOT NULL, created timestamp with time zone DEFAULT now() NOT NULL,
            idx integer DEFAULT 0 NOT NULL, uid integer DEFAULT 0 NOT NULL, subject varchar(128) DEFAULT '' NOT NULL, UNIQUE (user_id, cache_key, uid));

        INSERT INTO users (username, mail_host, alias) VALUES ('ann', 'mail', ''), ('bob', 'mail', 'bobby');
        INSERT INTO "session" (sess_id, ip, vars) VALUES ('s1', '192.0.2.1', 'language|s:2:"en"; -- not a comment');
        INSERT INTO identities (user_id, standard, name, email) VALUES (1, 1, 'Ann', 'ann@mail');
        INSERT INTO contacts (user_id, name, email) VALUES (1, 'Bob', 'bob@mail'), (2, 'O''Neill', 'o@mail');
        INSERT INTO "cache" (user_id, session_id, cache_key, data) VALUES (1, 's1', 'INBOX', 'a:0:{}');
        INSERT INTO messages (user_id, cache_key, uid, subject) VALUES (1, 'INBOX', 1, 'It says: "so"; and more');

        """;
}
