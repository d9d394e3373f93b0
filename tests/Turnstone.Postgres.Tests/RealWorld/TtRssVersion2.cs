namespace Turnstone.Postgres.Tests.RealWorld;

/// <summary>tt-rss's schema at version 2, from which its 138 version files go on.</summary>
/// <remarks>The package ships the newest schema only. This is that one, with every column, table and row taken back that a version file adds, and
/// what one drops put in; a row in each table gives the files' updates something to do.</remarks>
static class TtRssVersion2
{
    public const string Text = """
        CREATE TABLE ttrss_themes (id serial PRIMARY KEY, theme_name varchar(200) NOT NULL, theme_path varchar(200) NOT NULL);
        CREATE TABLE ttrss_users (id serial PRIMARY KEY, login varchar(120) NOT NULL UNIQUE, pwd_hash varchar(250) NOT NULL,
            last_login timestamp, access_level int NOT NULL DEFAULT 0, theme_id int REFERENCES ttrss_themes);
        CREATE TABLE ttrss_feed_categories (id serial PRIMARY KEY, owner_uid int NOT NULL REFERENCES ttrss_users ON DELETE CASCADE, title varchar(200) NOT NULL);
        CREATE TABLE ttrss_feeds (id serial PRIMARY KEY, owner_uid int NOT NULL REFERENCES ttrss_users ON DELETE CASCADE, title varchar(200) NOT NULL,
            cat_id int REFERENCES ttrss_feed_categories ON DELETE SET NULL, feed_url varchar(250) NOT NULL, icon_url varchar(250) NOT NULL DEFAULT '',
            update_interval int NOT NULL DEFAULT 0, purge_interval int NOT NULL DEFAULT 0, last_updated timestamp,
            last_error text NOT NULL DEFAULT '', site_url varchar(250) NOT NULL DEFAULT '');
        CREATE TABLE ttrss_entries (id serial PRIMARY KEY, title text NOT NULL, guid text NOT NULL UNIQUE, link text NOT NULL, updated timestamp NOT NULL,
            content text NOT NULL, content_hash varchar(250) NOT NULL, no_orig_date boolean NOT NULL DEFAULT false, date_entered timestamp NOT NULL,
            comments varchar(250) NOT NULL DEFAULT '');
        CREATE INDEX ttrss_entries_guid_index ON ttrss_entries (guid);
        CREATE TABLE ttrss_user_entries (int_id serial PRIMARY KEY, ref_id int NOT NULL REFERENCES ttrss_entries ON DELETE CASCADE,
            feed_id int NOT NULL REFERENCES ttrss_feeds ON DELETE CASCADE, owner_uid int NOT NULL REFERENCES ttrss_users ON DELETE CASCADE,
            marked boolean NOT NULL DEFAULT false, last_read timestamp, unread boolean NOT NULL DEFAULT true);
        CREATE TABLE ttrss_entry_comments (id serial PRIMARY KEY, ref_id int NOT NULL REFERENCES ttrss_entries ON DELETE CASCADE,
            owner_uid int NOT NULL REFERENCES ttrss_users ON DELETE CASCADE, private boolean NOT NULL DEFAULT false, date_entered timestamp NOT NULL);
        CREATE TABLE ttrss_filter_types (id int PRIMARY KEY, name varchar(120) UNIQUE NOT NULL, description varchar(250) NOT NULL UNIQUE);
        CREATE TABLE ttrss_filter_actions (id int PRIMARY KEY, name varchar(120) UNIQUE NOT NULL, description varchar(250) NOT NULL UNIQUE);
        CREATE TABLE ttrss_filters (id serial PRIMARY KEY, owner_uid int NOT NULL REFERENCES ttrss_users ON DELETE CASCADE,
            feed_id int REFERENCES ttrss_feeds ON DELETE CASCADE, filter_type int NOT NULL REFERENCES ttrss_filter_types, reg_exp varchar(250) NOT NULL,
            description varchar(250) NOT NULL DEFAULT '', action_id int NOT NULL DEFAULT 1 REFERENCES ttrss_filter_actions ON DELETE CASCADE);
        CREATE TABLE ttrss_labels (id serial PRIMARY KEY, owner_uid int NOT NULL REFERENCES ttrss_users ON DELETE CASCADE, sql_exp varchar(250) NOT NULL, description varchar(250) NOT NULL);
        CREATE TABLE ttrss_tags (id serial PRIMARY KEY, tag_name varchar(250) NOT NULL, owner_uid int NOT NULL REFERENCES ttrss_users ON DELETE CASCADE,
            post_int_id int NOT NULL REFERENCES ttrss_user_entries ON DELETE CASCADE);
        CREATE TABLE ttrss_version (schema_version int NOT NULL);
        CREATE TABLE ttrss_prefs_types (id int PRIMARY KEY, type_name varchar(100) NOT NULL);
        CREATE TABLE ttrss_prefs_sections (id int PRIMARY KEY, section_name varchar(100) NOT NULL);
        CREATE TABLE ttrss_prefs (pref_name varchar(250) PRIMARY KEY, type_id int NOT NULL REFERENCES ttrss_prefs_types,
            section_id int NOT NULL DEFAULT 1 REFERENCES ttrss_prefs_sections, short_desc text NOT NULL, help_text text NOT NULL DEFAULT '', def_value text NOT NULL);
        CREATE INDEX ttrss_prefs_pref_name_idx ON ttrss_prefs (pref_name);
        CREATE TABLE ttrss_user_prefs (owner_uid int NOT NULL REFERENCES ttrss_users ON DELETE CASCADE,
            pref_name varchar(250) NOT NULL REFERENCES ttrss_prefs ON DELETE CASCADE, value text NOT NULL);

        INSERT INTO ttrss_version VALUES (2);
        INSERT INTO ttrss_prefs_types VALUES (1, 'bool'), (2, 'string'), (3, 'integer');
        INSERT INTO ttrss_prefs_sections VALUES (1, 'General'), (2, 'Interface'), (3, 'Advanced');
        INSERT INTO ttrss_filter_types VALUES (1, 'title', 'Title'), (2, 'content', 'Content'), (3, 'both', 'Title or Content'), (4, 'link', 'Link');
        INSERT INTO ttrss_filter_actions VALUES (1, 'filter', 'Filter article'), (2, 'catchup', 'Mark as read');
        INSERT INTO ttrss_prefs (pref_name, type_id, section_id, short_desc, def_value) VALUES
            ('PURGE_OLD_DAYS', 3, 1, 'Purge old posts after this number of days', '60'),
            ('DEFAULT_UPDATE_INTERVAL', 3, 1, 'Default interval between feed updates', '30'),
            ('DEFAULT_ARTICLE_LIMIT', 3, 2, 'Default article limit', '0'),
            ('ALLOW_DUPLICATE_POSTS', 1, 1, 'Allow duplicate posts', 'true'),
            ('ENABLE_FEED_CATS', 1, 2, 'Enable feed categories', 'true'),
            ('SHOW_CONTENT_PREVIEW', 1, 2, 'Show content preview in headlines list', 'true'),
            ('SHORT_DATE_FORMAT', 2, 3, 'Short date format', 'M d, G:i'),
            ('LONG_DATE_FORMAT', 2, 3, 'Long date format', 'D, M d Y - G:i');

        INSERT INTO ttrss_themes (theme_name, theme_path) VALUES ('Plain', 'plain');
        INSERT INTO ttrss_users (login, pwd_hash, theme_id) VALUES ('admin', 'none', 1);
        INSERT INTO ttrss_feed_categories (owner_uid, title) VALUES (1, 'News');
        INSERT INTO ttrss_feeds (owner_uid, title, cat_id, feed_url) VALUES (1, 'A feed', 1, 'feed:a'), (1, 'Another', NULL, 'feed:b');
        INSERT INTO ttrss_entries (title, guid, link, updated, content, content_hash, date_entered)
            VALUES ('An article', 'guid:1', 'link:1', '2006-01-01', 'It says: "so"; and more.', 'hash', '2006-01-02');
        INSERT INTO ttrss_user_entries (ref_id, feed_id, owner_uid, marked, last_read) VALUES (1, 1, 1, true, '2006-01-03');
        INSERT INTO ttrss_entry_comments (ref_id, owner_uid, date_entered) VALUES (1, 1, '2006-01-04');
        INSERT INTO ttrss_filters (owner_uid, filter_type, reg_exp) VALUES (1, 1, '^\s*$');
        INSERT INTO ttrss_labels (owner_uid, sql_exp, description) VALUES (1, 'marked', 'Marked');
        INSERT INTO ttrss_tags (tag_name, owner_uid, post_int_id) VALUES ('tag', 1, 1);
        INSERT INTO ttrss_user_prefs (owner_uid, pref_name, value) VALUES (1, 'DEFAULT_ARTICLE_LIMIT', '0');

        """;
}
