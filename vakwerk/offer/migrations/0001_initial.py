import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('catalogue', '0001_initial'),
        ('people', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='OfferStamp',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.CharField(max_length=32)),
                ('changed_at', models.DateTimeField(auto_now=True)),
            ],
        ),
        migrations.CreateModel(
            name='OfferedProgramme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school_year', models.PositiveSmallIntegerField(help_text='the year in which it starts')),
                ('year_of_study', models.PositiveSmallIntegerField()),
                ('open_for_enrolment', models.BooleanField(default=True)),
                ('source', models.CharField(max_length=80)),
                ('component', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='offers', to='catalogue.programmecomponent')),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='offers', to='people.site')),
            ],
            options={
                'indexes': [models.Index(fields=['site', 'school_year'], name='offer_offer_site_id_48e487_idx')],
                'constraints': [models.UniqueConstraint(fields=('school_year', 'component', 'year_of_study', 'site'), name='one_offer_per_site_and_year')],
            },
        ),
        migrations.CreateModel(
            name='SchoolClass',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=20)),
                ('offer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='classes', to='offer.offeredprogramme')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('offer', 'name'), name='one_class_per_name')],
            },
        ),
        migrations.CreateModel(
            name='Enrolment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(blank=True, null=True)),
                ('pupil', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='enrolments', to='people.person')),
                ('school_class', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='enrolments', to='offer.schoolclass')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('pupil', 'school_class'), name='one_enrolment_per_class')],
            },
        ),
    ]
